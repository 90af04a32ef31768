namespace Winnow.Core.Metrics.Classification;

/// <summary>How many right and wrong items have a confidence from <paramref name="From"/> up to, without the last bin, <paramref name="To"/>.</summary>
public sealed record ConfidenceBin(double From, double To, long Right, long Wrong);
