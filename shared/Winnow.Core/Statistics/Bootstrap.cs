using Winnow.Core.Statistics.Internal;

namespace Winnow.Core.Statistics;

/// <summary>Bootstrap confidence intervals of whatever an evaluation measures.</summary>
/// <remarks>
/// B. Efron and R. Tibshirani, "An Introduction to the Bootstrap", 1993. Percentile and BCa intervals as scipy.stats.bootstrap (1.10) computes them:
/// quantiles by linear interpolation, z₀ with ties counted half, the jackknife's acceleration. Units are drawn with replacement, as many as there
/// are: items, or whole groups of items (the pages of a document, the frames of a film) where the items of a group resemble each other.
/// Every resample has its own stream of random numbers, so that a seed gives the same interval on any number of cores.
/// <para>The answer is null when there are fewer than two units, when the statistic of the data is undefined (null, NaN or infinite), and when it is
/// undefined in more than 5 % of the resamples; fewer are left out, and the method of the interval says how many. BCa falls back to the percentile
/// interval, and says so, where it is undefined (the estimate lies outside of all resamples; the statistic is undefined without some unit) and for
/// <see cref="OfWeights"/> with more than 2,000 units.</para>
/// <para>Statistics are called on many threads at once and must not keep the span. Memory: 8 bytes a resample, 8 bytes for each value of a table.</para>
/// </remarks>
/// <param name="options">Resamples, level, seed and method.</param>
public sealed class Bootstrap(BootstrapOptions options)
{
    public Bootstrap()
        : this(new BootstrapOptions())
    {
    }

    /// <summary>Of Σ numerators / Σ denominators: an error rate; a mean or an accuracy when every denominator is 1.</summary>
    /// <param name="numerators">One of each item: its edits, or 1 when it is right.</param>
    /// <param name="denominators">One of each item: its length. Their sum must not be 0.</param>
    /// <param name="groups">The group of each item; empty: every item is drawn by itself.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a value is not finite.</exception>
    public Interval? OfRatio(ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators, ReadOnlySpan<int> groups = default) =>
        OfSums(Ratios.Interleave(numerators, denominators), 2, Ratios.Of, groups);

    /// <summary>Of a statistic of sums over items: corpus BLEU, chrF.</summary>
    /// <param name="items">The vectors of the items, one after the other.</param>
    /// <param name="dimension">Length of each.</param>
    /// <param name="statistic">Computes the statistic from the sums; null when it is undefined.</param>
    /// <param name="groups">The group of each item; empty: every item is drawn by itself.</param>
    /// <exception cref="ArgumentException">The matrix is not whole, lengths differ, or a value is not finite.</exception>
    public Interval? OfSums(
        ReadOnlySpan<double> items, int dimension, Func<ReadOnlySpan<double>, double?> statistic, ReadOnlySpan<int> groups = default)
    {
        var index = GroupIndex.Of(Shapes.CountItems(items.Length, dimension), groups);
        return Of(new SumResampler(SumTable.Of(items, dimension, index), index.Description, statistic));
    }

    /// <summary>Of a statistic of counts, each item being in one cell: macro-F1, MCC.</summary>
    /// <param name="counts">Items in each cell: a confusion matrix, flat. Leave out cells that are always empty: each resample visits all.</param>
    /// <param name="statistic">Computes the statistic from counts; null when it is undefined.</param>
    /// <exception cref="ArgumentException">A count is negative.</exception>
    public Interval? OfCells(ReadOnlySpan<long> counts, Func<ReadOnlySpan<long>, double?> statistic)
    {
        var units = CellUnits.OfItems(Shapes.NotNegative(counts));
        return Of(new CellResampler(units, counts.Length, $"{units.Times.Sum()} items", statistic));
    }

    /// <summary>The same, drawing whole groups of items.</summary>
    /// <param name="cellOfItem">The cell of each item, from 0.</param>
    /// <param name="cells">Number of cells.</param>
    /// <param name="statistic">Computes the statistic from counts; null when it is undefined.</param>
    /// <param name="groups">The group of each item; empty: every item is drawn by itself.</param>
    /// <exception cref="ArgumentException">Lengths differ, or there is no such cell.</exception>
    public Interval? OfCells(
        ReadOnlySpan<int> cellOfItem, int cells, Func<ReadOnlySpan<long>, double?> statistic, ReadOnlySpan<int> groups = default)
    {
        var index = GroupIndex.Of(cellOfItem.Length, groups);
        return Of(new CellResampler(CellUnits.Of(cellOfItem, cells, index), cells, index.Description, statistic));
    }

    /// <summary>Of a statistic of items that count a whole number of times: AUC, mAP.</summary>
    /// <param name="items">Number of items.</param>
    /// <param name="statistic">Computes the statistic when each item counts as often as its weight says; null when it is undefined.</param>
    /// <param name="groups">The group of each item; empty: every item is drawn by itself.</param>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public Interval? OfWeights(int items, Func<ReadOnlySpan<int>, double?> statistic, ReadOnlySpan<int> groups = default) =>
        Of(new WeightResampler(GroupIndex.Of(items, groups), statistic));

    private Interval? Of(Resampler resampler) => BootstrapDistribution.Of(resampler, options)?.Interval();
}
