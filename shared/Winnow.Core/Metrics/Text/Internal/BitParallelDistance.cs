namespace Winnow.Core.Metrics.Text.Internal;

/// <summary>Edit distance, 64 cells of the table per step.</summary>
/// <remarks>
/// G. Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic programming", J. ACM 46(3), 1999, in the block form of
/// H. Hyyrö, 2003. The shorter sequence is the one whose places are bits; up to 64 of them need no heap.
/// </remarks>
internal static class BitParallelDistance
{
    private const int WordBits = 64;
    private const int Slots = 2 * WordBits;

    /// <summary>The distance of two sequences that are not empty.</summary>
    public static int Of(ReadOnlySpan<int> reference, ReadOnlySpan<int> hypothesis)
    {
        var isShorter = reference.Length <= hypothesis.Length;
        var pattern = isShorter ? reference : hypothesis;
        var text = isShorter ? hypothesis : reference;
        return pattern.Length <= WordBits ? OneBlock(pattern, text) : ManyBlocks(pattern, text);
    }

    private static int OneBlock(ReadOnlySpan<int> pattern, ReadOnlySpan<int> text)
    {
        Span<int> symbols = stackalloc int[Slots];
        Span<ulong> masks = stackalloc ulong[Slots];
        for (var i = 0; i < pattern.Length; i++)
        {
            var slot = Find(symbols, masks, pattern[i]);
            symbols[slot] = pattern[i];
            masks[slot] |= 1UL << i;
        }

        var (up, down, distance) = (ulong.MaxValue, 0UL, pattern.Length);
        var last = pattern.Length - 1;
        foreach (var symbol in text)
        {
            var match = masks[Find(symbols, masks, symbol)];
            var vertical = match | down;
            var horizontal = (((match & up) + up) ^ up) | match;
            var plus = down | ~(horizontal | up);
            var minus = up & horizontal;
            distance += (int)((plus >> last) & 1) - (int)((minus >> last) & 1);
            plus = (plus << 1) | 1;
            up = (minus << 1) | ~(vertical | plus);
            down = plus & vertical;
        }

        return distance;
    }

    // A slot without bits is free: at most half of them are taken.
    private static int Find(ReadOnlySpan<int> symbols, ReadOnlySpan<ulong> masks, int symbol)
    {
        var slot = symbol & (Slots - 1);
        while (masks[slot] != 0 && symbols[slot] != symbol)
        {
            slot = (slot + 1) & (Slots - 1);
        }

        return slot;
    }

    private static int ManyBlocks(ReadOnlySpan<int> pattern, ReadOnlySpan<int> text)
    {
        var masks = new SymbolMasks(pattern);
        var (positive, negative) = (new ulong[masks.Blocks], new ulong[masks.Blocks]);
        Array.Fill(positive, ulong.MaxValue);
        var last = 1UL << ((pattern.Length - 1) % WordBits);
        var distance = pattern.Length;
        foreach (var symbol in text)
        {
            distance += Column(masks.Of(symbol), positive, negative, last);
        }

        return distance;
    }

    // One column of the table: vertical differences per block, the horizontal difference carried from block to block. Returns that of the last row.
    private static int Column(ReadOnlySpan<ulong> mask, ulong[] positive, ulong[] negative, ulong last)
    {
        var carry = 1;
        for (var block = 0; block < mask.Length; block++)
        {
            var (up, down, match) = (positive[block], negative[block], mask[block]);
            var vertical = match | down;
            match |= carry < 0 ? 1UL : 0;
            var horizontal = (((match & up) + up) ^ up) | match;
            var plus = down | ~(horizontal | up);
            var minus = up & horizontal;
            var top = block == mask.Length - 1 ? last : 1UL << (WordBits - 1);
            var next = (plus & top) != 0 ? 1 : (minus & top) != 0 ? -1 : 0;
            plus = (plus << 1) | (carry > 0 ? 1UL : 0);
            minus = (minus << 1) | (carry < 0 ? 1UL : 0);
            positive[block] = minus | ~(vertical | plus);
            negative[block] = plus & vertical;
            carry = next;
        }

        return carry;
    }
}
