using Winnow.Core.Metrics.Regression;

namespace Winnow.Core.Metrics;

/// <summary>Which way a metric gets better.</summary>
public static class MetricDirection
{
    private static readonly HashSet<string> s_lowerIsBetter = new(StringComparer.Ordinal)
    {
        "cer", "wer", "page-cer", "ece", "mce", "log-loss", "brier", "hamming-loss", "mae", "median-absolute-error", "rmse", "fid", "kid", "kid-deviation",
        "bias", "earliest-correct-share", "earliest-correct-share-median", "earliest-correct-steps", "earliest-correct-steps-median",
    };

    /// <summary>Whether more is better; errors, losses, distances and delays are better when they are small.</summary>
    public static bool IsHigherBetter(string metric) =>
        !s_lowerIsBetter.Contains(metric) && !metric.Contains("tide-", StringComparison.Ordinal);

    /// <summary>Whether more is better on the way from one value to another: of a bias, which is best at 0, that depends on the two.</summary>
    public static bool IsHigherBetter(string metric, double from, double to) =>
        metric == RegressionMetricNames.Bias ? (to > from) == (Math.Abs(to) < Math.Abs(from)) : IsHigherBetter(metric);
}
