using Winnow.Core.Statistics;

namespace Winnow.Core.Evaluations.Analysis;

/// <summary>One metric of a run beside that of its baseline, over the items that both evaluated.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Baseline">Its value for the baseline.</param>
/// <param name="Candidate">Its value for this run.</param>
/// <param name="Difference">Candidate − baseline.</param>
/// <param name="Interval">Confidence interval of the difference, paired; null when it cannot be computed.</param>
/// <param name="PValue">Of the difference, paired and two-sided; the interval's method says how.</param>
/// <param name="Adjusted">After Benjamini–Hochberg over the metrics.</param>
/// <param name="IsHigherBetter">Whether more is better.</param>
public sealed record MetricComparison(
    string Metric, double Baseline, double Candidate, double Difference, Interval? Interval, double? PValue, double? Adjusted, bool IsHigherBetter)
{
    /// <summary><c>better</c>, <c>worse</c> or <c>same</c>: as far as the interval tells them apart.</summary>
    public string Verdict => Interval is not { } interval ? "same"
        : interval.Low > 0 ? (IsHigherBetter ? "better" : "worse")
        : interval.High < 0 ? (IsHigherBetter ? "worse" : "better")
        : "same";
}
