namespace Winnow.Cli.Api;

/// <summary>The precision that pseudo-labels are promised to have.</summary>
/// <param name="Target">Between 0 and 1.</param>
/// <param name="Confidence">Between 0 and 1; null: 0.95.</param>
/// <param name="Split">Whose annotated items thresholds are chosen by; null: all.</param>
public sealed record PrecisionTarget(double Target, double? Confidence = null, string? Split = null);
