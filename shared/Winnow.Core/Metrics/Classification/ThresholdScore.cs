namespace Winnow.Core.Metrics.Classification;

/// <summary>How well one threshold separates positives from negatives. A ratio whose denominator is 0 is 0.</summary>
/// <param name="Threshold">Items with at least this score count as positive.</param>
/// <param name="Precision">Share of what counts as positive that is; 0 to 1.</param>
/// <param name="Recall">Share of the positives that counts as positive; 0 to 1.</param>
/// <param name="F1">Harmonic mean of both; 0 to 1.</param>
public readonly record struct ThresholdScore(double Threshold, double Precision, double Recall, double F1);
