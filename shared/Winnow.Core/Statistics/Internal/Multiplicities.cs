using System.Numerics;

namespace Winnow.Core.Statistics.Internal;

/// <summary>Draws units with replacement, and says how often each was drawn.</summary>
/// <remarks>
/// Units are cut into blocks whose sizes are powers of two; how many draws fall into a block is binomial, given those of the blocks before.
/// Within a block an index is a few random bits: without bias, without division, in the nearest cache. The distribution is that of single draws.
/// </remarks>
internal static class Multiplicities
{
    private const int LargestBlock = 4096;

    /// <summary>As many draws as there are units, each with the same probability.</summary>
    public static void Draw(ref Xoshiro256 random, Span<int> counts)
    {
        counts.Clear();
        var draws = counts.Length;
        while (draws > 0)
        {
            var size = Math.Min(LargestBlock, 1 << BitOperations.Log2((uint)counts.Length));
            var here = (int)BinomialSampler.Draw(ref random, draws, (double)size / counts.Length);
            Scatter(ref random, here, counts[..size]);
            draws -= here;
            counts = counts[size..];
        }
    }

    /// <summary>As many draws as the weights add up to, each with a probability in proportion to the weight.</summary>
    public static void Draw(ref Xoshiro256 random, ReadOnlySpan<long> weights, Span<long> counts)
    {
        var total = 0L;
        foreach (var weight in weights)
        {
            total += weight;
        }

        var draws = total;
        for (var i = 0; i < weights.Length; i++)
        {
            counts[i] = total == 0 ? 0 : BinomialSampler.Draw(ref random, draws, (double)weights[i] / total);
            draws -= counts[i];
            total -= weights[i];
        }
    }

    private static void Scatter(ref Xoshiro256 random, int draws, Span<int> block)
    {
        if (block.Length == 1)
        {
            block[0] = draws;
            return;
        }

        var bits = BitOperations.Log2((uint)block.Length);
        var perWord = 64 / bits;
        for (; draws > 0; draws -= perWord)
        {
            var word = random.Next();
            for (var i = Math.Min(perWord, draws); i > 0; i--)
            {
                block[(int)word & (block.Length - 1)]++;
                word >>= bits;
            }
        }
    }
}
