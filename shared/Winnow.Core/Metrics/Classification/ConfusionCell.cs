namespace Winnow.Core.Metrics.Classification;

/// <summary>How often one class was taken for another, or for itself.</summary>
public sealed record ConfusionCell(string Truth, string Predicted, long Count);
