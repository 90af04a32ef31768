using System.Numerics;

namespace Winnow.Core.Metrics.Text.Internal;

/// <summary>For every symbol of a sequence the bits of the places where it stands, in blocks of 64; other symbols have no bits.</summary>
/// <remarks>Memory: 8·⌈n/64⌉ bytes per different symbol, 16 per symbol.</remarks>
internal sealed class SymbolMasks
{
    private const int BlockBits = 64;
    private readonly int[] keys;
    private readonly int[] rows;
    private readonly ulong[] masks;

    public SymbolMasks(ReadOnlySpan<int> symbols)
    {
        Blocks = (symbols.Length + BlockBits - 1) / BlockBits;
        var slots = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, symbols.Length) * 2);
        (keys, rows) = (new int[slots], new int[slots]);
        masks = new ulong[checked((1 + Number(symbols)) * Blocks)];
        for (var i = 0; i < symbols.Length; i++)
        {
            masks[(rows[Find(symbols[i])] * Blocks) + (i / BlockBits)] |= 1UL << (i % BlockBits);
        }
    }

    public int Blocks { get; }

    public ReadOnlySpan<ulong> Of(int symbol) => masks.AsSpan(rows[Find(symbol)] * Blocks, Blocks);

    // Row 0 stays empty: it is that of symbols which are not there, and marks free slots.
    private int Number(ReadOnlySpan<int> symbols)
    {
        var count = 0;
        foreach (var symbol in symbols)
        {
            var slot = Find(symbol);
            if (rows[slot] == 0)
            {
                (keys[slot], rows[slot]) = (symbol, ++count);
            }
        }

        return count;
    }

    private int Find(int symbol)
    {
        var slot = symbol & (keys.Length - 1);
        while (rows[slot] != 0 && keys[slot] != symbol)
        {
            slot = (slot + 1) & (keys.Length - 1);
        }

        return slot;
    }
}
