namespace Winnow.Core.Metrics.Classification;

/// <summary>A point of the ROC curve.</summary>
/// <param name="Threshold">Items with at least this score count as positive; null: none does.</param>
/// <param name="FalsePositiveRate">Share of the negatives that counts as positive; 0 to 1.</param>
/// <param name="TruePositiveRate">Share of the positives that counts as positive; 0 to 1.</param>
public readonly record struct RocPoint(double? Threshold, double FalsePositiveRate, double TruePositiveRate);
