namespace Winnow.Core.Metrics;

/// <summary>A number and how it was computed.</summary>
/// <param name="Value">The number; null when there was nothing to compute it from.</param>
/// <param name="Signature">Its definition with every choice in it: two scores may be compared when their signatures are equal.</param>
public sealed record Score(double? Value, string Signature);
