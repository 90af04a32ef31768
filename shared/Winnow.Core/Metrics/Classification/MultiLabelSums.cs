using Winnow.Core.Metrics.Classification.Internal;

namespace Winnow.Core.Metrics.Classification;

/// <summary>Sums over the items of <see cref="MultiLabelAccumulator"/>, exact in any order; fractions in units of 10⁻¹⁵.</summary>
/// <param name="Items">How many items.</param>
/// <param name="Exact">Items whose sets are the same.</param>
/// <param name="Differences">Labels that are in one of the sets only.</param>
/// <param name="Precision">Sum of the items' precisions.</param>
/// <param name="Recall">Sum of the items' recalls.</param>
/// <param name="F1">Sum of the items' F1.</param>
/// <param name="Jaccard">Sum of the items' Jaccard indices.</param>
/// <param name="RankedItems">Items with probabilities.</param>
/// <param name="RankingPrecision">Sum of their label ranking average precisions.</param>
public readonly record struct MultiLabelSums(
    long Items, long Exact, long Differences, Int128 Precision, Int128 Recall, Int128 F1, Int128 Jaccard, long RankedItems, Int128 RankingPrecision)
{
    public static MultiLabelSums operator +(MultiLabelSums left, MultiLabelSums right) => new(
        left.Items + right.Items, left.Exact + right.Exact, left.Differences + right.Differences, left.Precision + right.Precision,
        left.Recall + right.Recall, left.F1 + right.F1, left.Jaccard + right.Jaccard, left.RankedItems + right.RankedItems,
        left.RankingPrecision + right.RankingPrecision);

    public static MultiLabelSums Add(MultiLabelSums left, MultiLabelSums right) => left + right;

    /// <summary>The sums of one item.</summary>
    public static MultiLabelSums Of(MultiLabelResult item) => new(
        1, item.IsExact ? 1 : 0, item.Differences, FixedPoint.Of(item.Labels.Precision), FixedPoint.Of(item.Labels.Recall),
        FixedPoint.Of(item.Labels.F1), FixedPoint.Of(item.Labels.Jaccard), item.RankingPrecision is null ? 0 : 1,
        FixedPoint.Of(item.RankingPrecision ?? 0));
}
