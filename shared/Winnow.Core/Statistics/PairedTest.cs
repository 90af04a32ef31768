using System.Buffers;
using Winnow.Core.Statistics.Internal;

namespace Winnow.Core.Statistics;

/// <summary>Compares two runs over the same items: interval of the difference, and whether chance explains it.</summary>
/// <remarks>
/// The paired bootstrap draws items with the outputs of both runs. Its p-value (P. Koehn, "Statistical significance tests for machine translation
/// evaluation", EMNLP 2004; two-sided and centred) is (#{|d* − mean of d*| ≥ |d|} + 1) / (resamples + 1), d being the observed difference and d* that
/// of a resample. sacreBLEU 2 centres |d*| instead, which makes its p-values smaller where d is near 0, and counts only greater ones.
/// <para>Approximate randomisation (E. Noreen 1989; S. Riezler and J. Maxwell 2005) swaps the outputs of each item between the runs by a fair coin:
/// p = (#{|d°| ≥ |d|} + 1) / (trials + 1); when at most 12 items (or groups) differ, all swaps are enumerated and p is exact. Undefined
/// differences count as extreme.</para>
/// <para>With groups, whole groups are drawn and swapped. A comparison is null when the statistic of either run is undefined. Statistics are called on
/// many threads at once and must not keep the span.</para>
/// </remarks>
/// <param name="options">Resamples, trials, level and seed.</param>
public sealed class PairedTest(PairedOptions options)
{
    public PairedTest()
        : this(new PairedOptions())
    {
    }

    /// <summary>Of Σ numerators / Σ denominators: error rates, means, accuracies.</summary>
    /// <param name="baselineNumerators">One of each item.</param>
    /// <param name="baselineDenominators">One of each item.</param>
    /// <param name="candidateNumerators">One of each item, in the same order.</param>
    /// <param name="candidateDenominators">One of each item, in the same order.</param>
    /// <param name="groups">The group of each item; empty: every item stands for itself.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a value is not finite.</exception>
    public PairedComparison? OfRatio(
        ReadOnlySpan<double> baselineNumerators, ReadOnlySpan<double> baselineDenominators,
        ReadOnlySpan<double> candidateNumerators, ReadOnlySpan<double> candidateDenominators, ReadOnlySpan<int> groups = default) =>
        OfSums(
            Ratios.Interleave(baselineNumerators, baselineDenominators), Ratios.Interleave(candidateNumerators, candidateDenominators),
            2, Ratios.Of, groups);

    /// <summary>Of a statistic of sums over items.</summary>
    /// <param name="baseline">The vectors of the items, one after the other.</param>
    /// <param name="candidate">Those of the candidate, in the same order.</param>
    /// <param name="dimension">Length of a vector.</param>
    /// <param name="statistic">Computes the statistic of one run from its sums; null when it is undefined.</param>
    /// <param name="groups">The group of each item; empty: every item stands for itself.</param>
    /// <exception cref="ArgumentException">A matrix is not whole, lengths differ, or a value is not finite.</exception>
    public PairedComparison? OfSums(
        ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate, int dimension, Func<ReadOnlySpan<double>, double?> statistic,
        ReadOnlySpan<int> groups = default)
    {
        Shapes.SameItems(baseline.Length, candidate.Length);
        var index = GroupIndex.Of(Shapes.CountItems(baseline.Length, dimension), groups);
        var pairs = SumTable.Of(Shapes.SideBySide(baseline, candidate, dimension), 2 * dimension, index);
        double? Difference(ReadOnlySpan<double> sums) => statistic(sums[dimension..]) - statistic(sums[..dimension]);
        var totals = pairs.Total();
        return Of(
            statistic(totals.AsSpan(0, dimension)), statistic(totals.AsSpan(dimension)),
            new SumResampler(pairs, index.Description, Difference), new SumSwapper(pairs, Difference));
    }

    /// <summary>Of a statistic of counts, each item being in one cell of the baseline's table and in one of the candidate's.</summary>
    /// <param name="baseline">The cell of each item.</param>
    /// <param name="candidate">Its cell in the candidate's table.</param>
    /// <param name="cells">Number of cells of a table: each resample visits all.</param>
    /// <param name="statistic">Computes the statistic of one run from its counts; null when it is undefined.</param>
    /// <param name="groups">The group of each item; empty: every item stands for itself.</param>
    /// <exception cref="ArgumentException">Lengths differ, or there is no such cell.</exception>
    public PairedComparison? OfCells(
        ReadOnlySpan<int> baseline, ReadOnlySpan<int> candidate, int cells, Func<ReadOnlySpan<long>, double?> statistic,
        ReadOnlySpan<int> groups = default)
    {
        Shapes.SameItems(baseline.Length, candidate.Length);
        var index = GroupIndex.Of(baseline.Length, groups);
        var pairs = new PairedCells(baseline, candidate, cells, index, statistic);
        var tables = pairs.Tables(pairs.Units.Total(pairs.Count));
        return Of(
            statistic(tables.Baseline), statistic(tables.Candidate),
            new CellResampler(pairs.Units, pairs.Count, index.Description, counts => pairs.Difference(counts, [])), new CellSwapper(pairs));
    }

    /// <summary>Of a statistic of items that count a whole number of times: AUC, mAP.</summary>
    /// <param name="items">Number of items.</param>
    /// <param name="statistic">
    /// Computes the statistic from weights of the outputs of both runs: output i is the baseline's of item i, output items + i the candidate's of the
    /// same item. So it can be asked for a run in which some outputs were swapped.
    /// </param>
    /// <param name="groups">The group of each item; empty: every item stands for itself.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public PairedComparison? OfWeights(int items, Func<ReadOnlySpan<int>, double?> statistic, ReadOnlySpan<int> groups = default)
    {
        var index = GroupIndex.Of(items, groups);
        double? Run(ReadOnlySpan<int> weights, int start)
        {
            var rented = ArrayPool<int>.Shared.Rent(2 * items);
            var both = rented.AsSpan(0, 2 * items);
            both.Clear();
            weights.CopyTo(both[start..]);
            var value = statistic(both);
            ArrayPool<int>.Shared.Return(rented);
            return value;
        }

        var ones = Enumerable.Repeat(1, items).ToArray();
        return Of(
            Run(ones, 0), Run(ones, items),
            new WeightResampler(index, weights => Run(weights, items) - Run(weights, 0)), new WeightSwapper(index, statistic));
    }

    private PairedComparison? Of(double? baseline, double? candidate, Resampler resampler, Swapper swapper)
    {
        var (before, after) = (Resampler.Checked(baseline), Resampler.Checked(candidate));
        if (double.IsNaN(before) || double.IsNaN(after))
        {
            return null;
        }

        var distribution = BootstrapDistribution.Of(resampler, options.Bootstrap);
        var randomization = Randomization.Of(swapper, before, after, options.Trials, options.Bootstrap.Seed);
        return new(
            before, after, distribution?.Interval(), distribution?.PValue(Randomization.LeastExtreme(before, after)), randomization.PValue,
            $"two-sided|over:{resampler.Description}|{randomization.Method}|paired bootstrap p:(#(abs(d*-mean)>=abs(d))+1)/(resamples+1)");
    }
}
