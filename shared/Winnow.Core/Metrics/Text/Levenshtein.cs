using Winnow.Core.Metrics.Text.Internal;

namespace Winnow.Core.Metrics.Text;

/// <summary>Edit distance of two sequences of symbols: fewest substitutions, deletions and insertions.</summary>
/// <remarks>
/// The distance is bit-parallel, 64 cells of the table per step: G. Myers, "A fast bit-vector algorithm for approximate string matching
/// based on dynamic programming", J. ACM 46(3), 1999, in the block form of H. Hyyrö, 2003.
/// </remarks>
public static class Levenshtein
{
    private const int WordBits = 64;

    /// <summary>Cells of an alignment table above which no alignment is made.</summary>
    public const long MaxAlignmentCells = 1L << 24;

    /// <summary>The distance. Time O(⌈n/64⌉·m), memory O(⌈n/64⌉·symbols).</summary>
    public static int Distance(ReadOnlySpan<int> reference, ReadOnlySpan<int> hypothesis)
    {
        Strip(ref reference, ref hypothesis);
        if (reference.Length == 0 || hypothesis.Length == 0)
        {
            return reference.Length + hypothesis.Length;
        }

        return BitParallel(reference, hypothesis);
    }

    /// <summary>
    /// The steps that differ, in order, of an alignment with the fewest edits and among those with the most substitutions (so that the counts are
    /// unique); null when its table would exceed <see cref="MaxAlignmentCells"/>.
    /// </summary>
    public static IReadOnlyList<Edit>? Align(ReadOnlySpan<int> reference, ReadOnlySpan<int> hypothesis)
    {
        var start = Strip(ref reference, ref hypothesis);
        if (reference.Length == 0 || hypothesis.Length == 0)
        {
            return OneSided(start, reference.Length, hypothesis.Length);
        }

        var band = BitParallel(reference, hypothesis);
        var width = (2L * band) + 1;
        return (reference.Length + 1) * width > MaxAlignmentCells ? null : new BandedAlignment(reference, hypothesis, band, start).Trace();
    }

    /// <summary>Counts of the alignment that <see cref="Align"/> makes; without one, as many substitutions as the distance allows.</summary>
    public static EditCounts Count(ReadOnlySpan<int> reference, ReadOnlySpan<int> hypothesis, IReadOnlyList<Edit>? alignment)
    {
        if (alignment is null)
        {
            var (missing, extra) = (Math.Max(0, reference.Length - hypothesis.Length), Math.Max(0, hypothesis.Length - reference.Length));
            return new(Distance(reference, hypothesis) - missing - extra, missing, extra, reference.Length);
        }

        var (deletions, insertions) = (0, 0);
        foreach (var edit in alignment)
        {
            deletions += edit.Hypothesis < 0 ? 1 : 0;
            insertions += edit.Reference < 0 ? 1 : 0;
        }

        return new(alignment.Count - deletions - insertions, deletions, insertions, reference.Length);
    }

    // Common ends belong to some best alignment. Returns the length of the common start.
    private static int Strip(ref ReadOnlySpan<int> reference, ref ReadOnlySpan<int> hypothesis)
    {
        var start = reference.CommonPrefixLength(hypothesis);
        reference = reference[start..];
        hypothesis = hypothesis[start..];
        while (reference.Length > 0 && hypothesis.Length > 0 && reference[^1] == hypothesis[^1])
        {
            reference = reference[..^1];
            hypothesis = hypothesis[..^1];
        }

        return start;
    }

    private static Edit[] OneSided(int start, int deletions, int insertions)
    {
        var edits = new Edit[deletions + insertions];
        for (var i = 0; i < edits.Length; i++)
        {
            edits[i] = deletions > 0 ? new(start + i, -1) : new(-1, start + i);
        }

        return edits;
    }

    private static int BitParallel(ReadOnlySpan<int> reference, ReadOnlySpan<int> hypothesis)
    {
        var blocks = (reference.Length + WordBits - 1) / WordBits;
        var masks = Masks(reference, blocks);
        var none = new ulong[blocks];
        var (positive, negative) = (new ulong[blocks], new ulong[blocks]);
        Array.Fill(positive, ulong.MaxValue);
        var last = 1UL << ((reference.Length - 1) % WordBits);
        var distance = reference.Length;
        foreach (var symbol in hypothesis)
        {
            distance += Column(masks.GetValueOrDefault(symbol, none), positive, negative, last);
        }

        return distance;
    }

    private static Dictionary<int, ulong[]> Masks(ReadOnlySpan<int> reference, int blocks)
    {
        var masks = new Dictionary<int, ulong[]>();
        for (var i = 0; i < reference.Length; i++)
        {
            if (!masks.TryGetValue(reference[i], out var mask))
            {
                masks.Add(reference[i], mask = new ulong[blocks]);
            }

            mask[i / WordBits] |= 1UL << (i % WordBits);
        }

        return masks;
    }

    // One column of the table: vertical differences per block, the horizontal difference carried from block to block. Returns that of the last row.
    private static int Column(ulong[] mask, ulong[] positive, ulong[] negative, ulong last)
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
