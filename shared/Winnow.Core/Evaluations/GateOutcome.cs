namespace Winnow.Core.Evaluations;

/// <summary>What became of a gate.</summary>
/// <param name="Rule">As it was written.</param>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Value">What was measured; null when there was nothing to compute it from.</param>
/// <param name="Limit">What it was held against.</param>
/// <param name="HasPassed">Whether the rule holds.</param>
/// <param name="Reason">For people: what was measured, and what the rule wants.</param>
public sealed record GateOutcome(string Rule, string Metric, double? Value, double Limit, bool HasPassed, string Reason);
