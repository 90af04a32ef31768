namespace Winnow.Cli.Api;

/// <summary>One metric of a run beside that of its baseline, over the items that both evaluated.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Baseline">Its value for the baseline.</param>
/// <param name="Candidate">Its value for the run.</param>
/// <param name="Difference">Candidate − baseline.</param>
/// <param name="Interval">Confidence interval of the difference, paired; null when it cannot be computed.</param>
/// <param name="PValue">Of the difference, two-sided.</param>
/// <param name="Adjusted">The same, corrected for the number of metrics.</param>
/// <param name="IsHigherBetter">Whether more is better.</param>
/// <param name="Verdict"><c>better</c>, <c>worse</c> or <c>same</c>.</param>
public sealed record MetricComparison(
    string Metric, double Baseline, double Candidate, double Difference, Interval? Interval, double? PValue, double? Adjusted, bool IsHigherBetter, string Verdict);
