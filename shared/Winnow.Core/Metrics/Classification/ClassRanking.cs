namespace Winnow.Core.Metrics.Classification;

/// <summary>How well the scores of one class separate it from the rest.</summary>
/// <param name="Label">The class.</param>
/// <param name="Positives">Items that are so.</param>
/// <param name="RocAuc">0 to 1; null when every item is so, or none.</param>
/// <param name="AveragePrecision">0 to 1; null when no item is so.</param>
/// <param name="Best">The threshold with the highest F1; null when no item is so.</param>
public sealed record ClassRanking(string Label, long Positives, double? RocAuc, double? AveragePrecision, ThresholdScore? Best);
