namespace Winnow.Core.Evaluations.Report;

/// <summary>On which scale a metric is shown.</summary>
internal static class MetricScale
{
    private static readonly HashSet<string> s_open = new(StringComparer.Ordinal)
    {
        "mae", "median-absolute-error", "rmse", "log-loss", "fid", "kid", "bleu", "chrf", "perplexity",
    };

    private static readonly HashSet<string> s_percents = new(StringComparer.Ordinal)
    {
        "accuracy", "balanced-accuracy", "subset-accuracy", "exact-match", "cer", "wer", "page-cer",
    };

    /// <summary>Whether the value is one on a scale from 0 to 1: then it can stand beside others on a common axis.</summary>
    public static bool IsShare(string metric, double? value) => value is >= 0 and <= 1 && !s_open.Contains(metric);

    /// <summary>Whether a sentence may say it in percent: a share of items or symbols.</summary>
    public static bool IsPercent(string metric, double? value) => IsShare(metric, value) && s_percents.Contains(metric);
}
