namespace Winnow.Core.Metrics.Classification;

/// <summary>The labels of one item against the truth.</summary>
/// <param name="Labels">Labels that are true and were predicted, that are true, and that were predicted; with precision, recall, F1 and Jaccard index.</param>
/// <param name="RankingPrecision">Label ranking average precision; above 0, up to 1; null without probabilities.</param>
public readonly record struct MultiLabelResult(ClassCounts Labels, double? RankingPrecision)
{
    /// <summary>Both sets are the same.</summary>
    public bool IsExact => Differences == 0;

    /// <summary>Labels that are in one of the sets only.</summary>
    public long Differences => Labels.Support + Labels.Predicted - (2 * Labels.Hits);
}
