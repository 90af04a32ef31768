namespace Winnow.Cli.Api;

/// <summary>Which model labels a dataset, and which of its predictions become pseudo-labels.</summary>
/// <param name="Model"><c>name</c> or <c>name@version</c>; null: none.</param>
/// <param name="MinimumConfidence">0 to 1.</param>
/// <param name="LabelOnIngest">Whether new items are labelled as soon as they are ingested.</param>
public sealed record LabelPolicy(string? Model = null, double MinimumConfidence = 0.9, bool LabelOnIngest = false);
