namespace Winnow.Cli.Api;

/// <summary>What became of a gate.</summary>
/// <param name="Rule">As it was written.</param>
/// <param name="Reason">What was measured, and what the rule wants.</param>
/// <param name="HasPassed">Whether the rule holds.</param>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Value">What was measured; null when there was nothing to compute it from.</param>
/// <param name="Limit">What it was held against.</param>
public sealed record GateOutcome(string Rule, string Reason, bool HasPassed, string? Metric = null, double? Value = null, double? Limit = null);
