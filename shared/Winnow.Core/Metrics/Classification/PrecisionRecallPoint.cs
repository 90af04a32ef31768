namespace Winnow.Core.Metrics.Classification;

/// <summary>A point of the precision-recall curve.</summary>
/// <param name="Threshold">Items with at least this score count as positive; null: none does.</param>
/// <param name="Precision">Share of what counts as positive that is; 0 to 1. 1 when nothing does, as in scikit-learn.</param>
/// <param name="Recall">Share of the positives that counts as positive; 0 to 1.</param>
public readonly record struct PrecisionRecallPoint(double? Threshold, double Precision, double Recall);
