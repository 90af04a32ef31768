using System.Numerics;

namespace Winnow.Core.Slices.Internal;

/// <summary>Masks of 64 bits such that any two hashes that differ in at most d bits agree under at least one of them.</summary>
/// <remarks>The bits are cut into d + r blocks; a mask holds r of them. More masks select more sharply: r is chosen by the number of hashes.</remarks>
internal static class BlockMasks
{
    private const int MostKept = 4;

    // To sort a hash costs about as much as to compare it with so many hashes of its bucket from both sides.
    private const double SortCost = 300;

    public static IReadOnlyList<ulong> For(int hashes, int distance)
    {
        var best = Enumerable.Range(1, MostKept).MinBy(kept => Cost(hashes, distance, kept));
        var blocks = Blocks(distance + best);
        var masks = new List<ulong>();
        for (var chosen = 0UL; chosen < 1UL << blocks.Length; chosen++)
        {
            if (BitOperations.PopCount(chosen) == best)
            {
                masks.Add(Join(blocks, chosen));
            }
        }

        return masks;
    }

    private static double Cost(double hashes, int distance, int kept)
    {
        var masks = 1.0;
        for (var i = 1; i <= kept; i++)
        {
            masks = masks * (distance + i) / i;
        }

        return masks * hashes * (SortCost + (hashes / Math.Pow(2, 64.0 * kept / (distance + kept))));
    }

    private static ulong[] Blocks(int count)
    {
        var blocks = new ulong[count];
        for (var bit = 0; bit < 64; bit++)
        {
            blocks[bit * count / 64] |= 1UL << bit;
        }

        return blocks;
    }

    private static ulong Join(ulong[] blocks, ulong chosen)
    {
        var mask = 0UL;
        for (var i = 0; i < blocks.Length; i++)
        {
            mask |= (chosen >> i & 1) == 1 ? blocks[i] : 0;
        }

        return mask;
    }
}
