using Winnow.Core.Metrics.Images.Internal;
using Winnow.Core.Statistics;
using Winnow.Core.Statistics.Internal;

namespace Winnow.Core.Metrics.Images;

/// <summary>Kernel distance of two sets of vectors: KID when they are an Inception network's.</summary>
/// <remarks>
/// M. Bińkowski et al., "Demystifying MMD GANs", 2018: unbiased squared maximum mean discrepancy with the kernel (x·y / dimensions + 1)³, in doubles.
/// The value uses all images, so that it depends on no draw; clean-fid averages it over 100 pairs of random subsets of up to 1,000 images, which is
/// the same where both sets have the same size of at most 1,000. Subsets, drawn without replacement, serve for the deviation only.
/// Time: images² · dimensions.
/// </remarks>
public static class Kid
{
    /// <summary>Computes the distance.</summary>
    /// <param name="reference">Vectors of one length.</param>
    /// <param name="generated">Vectors of the same length.</param>
    /// <param name="options">Subsets.</param>
    /// <returns>Null when either has fewer than two vectors.</returns>
    public static KidResult? Compute(IReadOnlyList<float[]> reference, IReadOnlyList<float[]> generated, KidOptions options)
    {
        if (reference.Count < 2 || generated.Count < 2)
        {
            return null;
        }

        var (left, right) = (new FloatRows(reference), new FloatRows(generated));
        var size = Math.Min(options.SubsetSize, Math.Min(left.Count, right.Count) / 2);
        var deviation = size < 2 || options.Subsets < 2 ? (double?)null : Deviation(left, right, size, options);
        return new(SquaredDiscrepancy(left, right), deviation, size);
    }

    private static double Deviation(FloatRows left, FloatRows right, int size, KidOptions options)
    {
        var values = new double[options.Subsets];
        for (var subset = 0; subset < values.Length; subset++)
        {
            var random = new Xoshiro256(options.Seed, subset);
            values[subset] = SquaredDiscrepancy(Subset(left, size, ref random), Subset(right, size, ref random));
        }

        return Math.Sqrt(SampleMoments.Of(values).Variance);
    }

    private static FloatRows Subset(FloatRows rows, int size, ref Xoshiro256 random)
    {
        var indices = Enumerable.Range(0, rows.Count).ToArray();
        for (var i = 0; i < size; i++)
        {
            var other = i + random.NextBelow(indices.Length - i);
            (indices[i], indices[other]) = (indices[other], indices[i]);
        }

        return rows.Take(indices.AsSpan(0, size));
    }

    private static double SquaredDiscrepancy(FloatRows left, FloatRows right) =>
        MeanOfPairs(left) + MeanOfPairs(right) - (2 * Sums(left, right, isSame: false) / left.Count / right.Count);

    /// <summary>Mean kernel of two different vectors of a set.</summary>
    private static double MeanOfPairs(FloatRows rows) => 2 * Sums(rows, rows, isSame: true) / rows.Count / (rows.Count - 1);

    /// <summary>Sum of the kernel over all pairs; of a set and itself over each pair of different vectors once.</summary>
    private static double Sums(FloatRows left, FloatRows right, bool isSame)
    {
        var sums = new double[left.Count];
        PairBlocks.Visit<InnerProduct>(left, right, isSame, (in block) =>
        {
            for (var row = 0; row < block.Rows; row++)
            {
                var first = isSame ? Math.Max(0, block.FirstRow + row + 1 - block.FirstColumn) : 0;
                sums[block.FirstRow + row] += first < block.Columns ? SumOfKernel(block.Row(row)[first..], left.Dimensions) : 0;
            }
        });
        return sums.Sum();
    }

    private static double SumOfKernel(ReadOnlySpan<double> products, int dimensions)
    {
        var sum = 0.0;
        foreach (var product in products)
        {
            var value = (product / dimensions) + 1;
            sum += value * value * value;
        }

        return sum;
    }
}
