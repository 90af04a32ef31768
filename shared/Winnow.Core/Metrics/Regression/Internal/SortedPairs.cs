using System.Buffers.Binary;

namespace Winnow.Core.Metrics.Regression.Internal;

/// <summary>Pairs of true and predicted value, ascending by both: the same for every order in which they came.</summary>
internal sealed class SortedPairs
{
    private const int PairBytes = 2 * sizeof(double);
    private const int PairsPerBlock = 65_536;
    private readonly double[] truths;
    private readonly double[] predictions;

    /// <summary>Sorts copies.</summary>
    public SortedPairs(ReadOnlySpan<double> truths, ReadOnlySpan<double> predictions)
    {
        (this.truths, this.predictions) = (truths.ToArray(), predictions.ToArray());
        Array.Sort(this.truths, this.predictions);
        for (var (start, end) = (0, 0); start < Count; start = end)
        {
            end = Ranks.EndOfTies(this.truths, start);
            Array.Sort(this.predictions, start, end - start);
        }
    }

    public int Count => truths.Length;

    public ReadOnlySpan<double> Truths => truths;

    public ReadOnlySpan<double> Predictions => predictions;

    /// <summary>Hands on every pair of some blocks.</summary>
    /// <exception cref="ArgumentException">A block is not a whole number of pairs.</exception>
    public static void Read(IReadOnlyList<byte[]> blocks, Action<double, double> add)
    {
        foreach (var block in blocks)
        {
            if (block.Length % PairBytes != 0)
            {
                throw new ArgumentException($"A block of {block.Length} bytes is damaged: a pair has {PairBytes}.", nameof(blocks));
            }

            for (var at = 0; at < block.Length; at += PairBytes)
            {
                add(BinaryPrimitives.ReadDoubleLittleEndian(block.AsSpan(at)), BinaryPrimitives.ReadDoubleLittleEndian(block.AsSpan(at + sizeof(double))));
            }
        }
    }

    /// <summary>Blocks of up to 65,536 pairs: true and predicted value, IEEE 754, little-endian.</summary>
    public IReadOnlyList<byte[]> Write()
    {
        var blocks = new List<byte[]>();
        for (var start = 0; start < Count; start += PairsPerBlock)
        {
            var block = new byte[Math.Min(PairsPerBlock, Count - start) * PairBytes];
            for (var at = 0; at < block.Length; at += PairBytes)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(block.AsSpan(at), truths[start + (at / PairBytes)]);
                BinaryPrimitives.WriteDoubleLittleEndian(block.AsSpan(at + sizeof(double)), predictions[start + (at / PairBytes)]);
            }

            blocks.Add(block);
        }

        return blocks;
    }
}
