namespace Winnow.Core.Metrics.Classification;

/// <summary>The counts of one label.</summary>
/// <param name="Label">The label.</param>
/// <param name="Hits">Items that have it and were predicted to.</param>
/// <param name="Support">Items that have it.</param>
/// <param name="Predicted">Items predicted to have it.</param>
public sealed record LabelCount(string Label, long Hits, long Support, long Predicted);
