namespace Winnow.Core.Metrics.Text;

/// <summary>Names of the scores of read text beside those of <see cref="MetricNames"/>.</summary>
public static class TextMetricNames
{
    public const string EditSimilarity = "edit-similarity";
}
