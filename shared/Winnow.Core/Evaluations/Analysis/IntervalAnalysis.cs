using Winnow.Core.Evaluations.Estimators;
using Winnow.Core.Metrics;
using Winnow.Core.Statistics;

namespace Winnow.Core.Evaluations.Analysis;

/// <summary>Confidence intervals of the scores of a run.</summary>
/// <remarks>Scores are those of all items. Where the table is a sample, the interval is that of the sample: wider than that of all items would be.</remarks>
public static class IntervalAnalysis
{
    /// <summary>The scores with their intervals, in the order of the spec.</summary>
    /// <param name="spec">Which metrics, and how to resample.</param>
    /// <param name="scores">The scores of the task.</param>
    /// <param name="estimators">How metrics are computed from results per item.</param>
    /// <param name="table">The results.</param>
    public static IReadOnlyDictionary<string, Score> Add(
        EvaluationSpec spec, IReadOnlyDictionary<string, Score> scores, IReadOnlyList<MetricEstimator> estimators, OutcomeTable table)
    {
        var (rows, options) = (table.AllRows(), OptionsOf(spec));
        var byMetric = estimators.ToDictionary(estimator => estimator.Metric);
        return spec.Metrics.Where(scores.ContainsKey).ToDictionary(
            name => name,
            name => scores[name].Value is not null && byMetric.TryGetValue(name, out var estimator)
                ? scores[name] with { Interval = estimator.Bootstrap(table, rows, options) }
                : scores[name]);
    }

    /// <summary>How a run resamples.</summary>
    public static BootstrapOptions OptionsOf(EvaluationSpec spec) => new() { Resamples = spec.Resamples, Level = spec.Level, Seed = spec.Seed };
}
