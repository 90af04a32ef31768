using Winnow.Core.Statistics;

namespace Winnow.Core.Evaluations.Analysis;

/// <summary>One value of an attribute, with a metric over the items that have it: a line of the forest plot.</summary>
/// <param name="Attribute">Name of the attribute.</param>
/// <param name="Value">The value, or the interval of a number.</param>
/// <param name="Items">Items that have it.</param>
/// <param name="Metric">Name of the metric: the first of the report.</param>
/// <param name="Score">The metric over these items; null when it has no value there.</param>
/// <param name="Interval">Its confidence interval; null for too few items.</param>
/// <param name="PValue">Of the difference in loss to the rest; null when it cannot be tested.</param>
/// <param name="Adjusted">After Benjamini–Hochberg over all rows.</param>
/// <param name="CalibrationError">Expected calibration error of these items; null without confidences or for fewer than 100.</param>
public sealed record SliceRow(
    string Attribute, string Value, long Items, string Metric, double? Score, Interval? Interval, double? PValue, double? Adjusted, double? CalibrationError);
