using Winnow.Core.Metrics;
using Winnow.Core.Metrics.Classification;

namespace Winnow.Core.Evaluations.Estimators;

/// <summary>The metrics of classified items: all that a confusion matrix gives, and the calibration error.</summary>
public static class ClassEstimators
{
    /// <param name="correct">The part that is 1 of a right item: accuracy is its mean, which is faster than counting cells.</param>
    public static IEnumerable<MetricEstimator> Create(string correct) =>
    [
        SumsEstimator.Ratio(MetricNames.Accuracy, correct),
        .. ConfusionMetrics.All.Where(metric => metric.Key != MetricNames.Accuracy).Select(metric => new CellsEstimator(metric.Key, metric.Value)),
        CalibrationEstimator.Create(),
    ];
}
