using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Metrics;
using Winnow.Core.Statistics;

namespace Winnow.Core.Evaluations.Estimators;

/// <summary>How a metric is computed from results per item: for slices, for resampling, and for a comparison of two runs.</summary>
/// <param name="metric">Name of the metric.</param>
public abstract class MetricEstimator(string metric)
{
    public string Metric => metric;

    public bool IsHigherBetter => MetricDirection.IsHigherBetter(metric);

    /// <summary>Whether every resample costs a pass over the items.</summary>
    public virtual bool IsCostly => false;

    /// <summary>The metric over some items; null when it has no value there.</summary>
    public abstract double? Compute(OutcomeTable table, ReadOnlySpan<int> rows);

    /// <summary>Its interval over some items; null when there is none.</summary>
    public abstract Interval? Bootstrap(OutcomeTable table, ReadOnlySpan<int> rows, BootstrapOptions options);

    /// <summary>The metric of two runs over the same items; null when either has no value.</summary>
    /// <param name="baseline">Items of the baseline.</param>
    /// <param name="candidate">The same items of this run, in the same order.</param>
    /// <param name="baselineEstimator">The same metric's estimator for the baseline's run.</param>
    /// <param name="options">How to resample.</param>
    public abstract PairedDifference? Compare(TableRows baseline, TableRows candidate, MetricEstimator baselineEstimator, PairedOptions options);

    /// <summary>The groups of some rows; empty when every item stands alone.</summary>
    protected static int[] GroupsOf(OutcomeTable table, ReadOnlySpan<int> rows)
    {
        if (table.Groups.IsEmpty)
        {
            return [];
        }

        var groups = new int[rows.Length];
        for (var i = 0; i < groups.Length; i++)
        {
            groups[i] = table.Groups[rows[i]];
        }

        return groups;
    }
}
