using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Statistics;

namespace Winnow.Core.Evaluations.Estimators;

/// <summary>A metric of a ranking or of matches, in which an item can count a whole number of times: ROC-AUC, average precision, Spearman.</summary>
/// <remarks>
/// One evaluation of the metric costs a pass over the items, so that resamples are fewer when there are many: at most <see cref="MaxVisits"/>
/// visits of items in all; the interval's method says how many resamples there were. Below <see cref="FewestResamples"/> there is no interval.
/// </remarks>
/// <param name="metric">Name of the metric.</param>
/// <param name="prepare">Prepares some items, and gives the metric from their weights.</param>
/// <param name="visits">Visits in one evaluation over so many items.</param>
public sealed class WeightsEstimator(
    string metric, Func<OutcomeTable, int[], Func<ReadOnlySpan<int>, double?>> prepare, Func<int, long> visits) : MetricEstimator(metric)
{
    /// <param name="metric">Name of the metric.</param>
    /// <param name="prepare">Prepares some items, and gives the metric from their weights.</param>
    /// <param name="visitsPerItem">Visits of one item in one evaluation.</param>
    public WeightsEstimator(string metric, Func<OutcomeTable, int[], Func<ReadOnlySpan<int>, double?>> prepare, int visitsPerItem = 1)
        : this(metric, prepare, items => (long)items * visitsPerItem)
    {
    }

    /// <summary>Visits of items over all resamples: some ten seconds.</summary>
    public const long MaxVisits = 3_000_000_000;

    /// <summary>Resamples below which an interval would be guesswork.</summary>
    public const int FewestResamples = 100;

    public override bool IsCostly => true;

    public override double? Compute(OutcomeTable table, ReadOnlySpan<int> rows) =>
        rows.IsEmpty ? null : prepare(table, rows.ToArray())(Enumerable.Repeat(1, rows.Length).ToArray());

    public override Interval? Bootstrap(OutcomeTable table, ReadOnlySpan<int> rows, BootstrapOptions options)
    {
        var resamples = Affordable(rows.Length, options.Resamples);
        return resamples < FewestResamples
            ? null
            : new Bootstrap(options with { Resamples = resamples }).OfWeights(rows.Length, prepare(table, rows.ToArray()), GroupsOf(table, rows));
    }

    public override PairedDifference? Compare(TableRows baseline, TableRows candidate, MetricEstimator baselineEstimator, PairedOptions options)
    {
        // The baseline prepares its own items: the detections of a run are its own.
        var before = ((WeightsEstimator)baselineEstimator).Prepare(baseline);
        var after = Prepare(candidate);
        var all = Enumerable.Repeat(1, candidate.Rows.Length).ToArray();
        if (all.Length == 0 || before(all) is not { } old || after(all) is not { } now)
        {
            return null;
        }

        var resamples = Affordable(all.Length, options.Bootstrap.Resamples);
        var interval = resamples < FewestResamples
            ? null
            : new Bootstrap(options.Bootstrap with { Resamples = resamples }).OfWeights(
                all.Length, weights => after(weights) - before(weights), GroupsOf(candidate.Table, candidate.Rows));
        return new(old, now, interval, null);
    }

    private Func<ReadOnlySpan<int>, double?> Prepare(TableRows items) => prepare(items.Table, items.Rows);

    private int Affordable(int items, int wanted) => (int)Math.Min(wanted, MaxVisits / Math.Max(1, visits(items)));
}
