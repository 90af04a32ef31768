namespace Winnow.Core.Metrics.Pages;

/// <summary>The names of scores of pages whose lines are found and read.</summary>
public static class PageMetricNames
{
    public const string Precision = "page-precision";
    public const string Recall = "page-recall";
    public const string HarmonicMean = "page-hmean";
    public const string EndToEndHarmonicMean = "page-e2e-hmean";
    public const string CharacterErrorRate = "page-cer";
}
