namespace Winnow.Core.Metrics.Classification;

/// <summary>The items whose confidence lies in one interval.</summary>
/// <param name="From">Lower bound, exclusive (the first bin includes 0).</param>
/// <param name="To">Upper bound, inclusive.</param>
/// <param name="Items">How many there are.</param>
/// <param name="Confidence">Their mean confidence; null without items.</param>
/// <param name="Accuracy">Share of them that is right; null without items.</param>
public sealed record ReliabilityBin(double From, double To, long Items, double? Confidence, double? Accuracy);
