using System.Globalization;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Metrics;
using Winnow.Core.Slices;

namespace Winnow.Core.Evaluations;

/// <summary>Holds the numbers of a run against its gates.</summary>
/// <param name="metrics">The scores of the run.</param>
/// <param name="comparison">What changed since the baseline; null without one.</param>
/// <param name="slices">The metric over the items whose attribute has a value, or for <c>*</c> over those of every value with enough items.</param>
public sealed class GateJudge(
    IReadOnlyDictionary<string, Score> metrics, BaselineComparison? comparison, Func<Gate, IReadOnlyList<(string Value, double? Score)>> slices)
{
    /// <summary>What becomes of the rules, in their order.</summary>
    public IReadOnlyList<GateOutcome> Judge(IEnumerable<string> rules) => [.. rules.Select(Gate.Parse).Select(Judge)];

    private GateOutcome Judge(Gate gate) => gate.IsRelative ? Relative(gate) : gate.Attribute is { } attribute ? Sliced(gate, attribute) : Absolute(gate);

    private GateOutcome Absolute(Gate gate)
    {
        var score = metrics.GetValueOrDefault(gate.Metric);
        var value = gate.Bound switch
        {
            "low" => score?.Interval?.Low,
            "high" => score?.Interval?.High,
            _ => score?.Value,
        };
        var name = gate.Bound is null ? gate.Metric : $"{gate.Metric}, {gate.Bound} bound,";
        return Outcome(gate, value, value is { } number && gate.Holds(number, gate.Limit), $"{name} is {Show(value)}; the gate wants {gate.Comparison} {Show(gate.Limit)}.");
    }

    private GateOutcome Sliced(Gate gate, string attribute)
    {
        var values = slices(gate);
        if (values.Count == 0)
        {
            return Outcome(gate, null, false, gate.Value is { } wanted and not "*" ? $"No item has {new SlicePredicate(attribute, wanted)}." : $"No value of {attribute} has the {SliceAnalysis.FewestItems} items that it takes.");
        }

        var worst = values.Where(value => value.Score is null || !gate.Holds(value.Score.Value, gate.Limit)).ToList();
        var shown = worst.Count > 0 ? worst[0] : values[0];
        var rest = worst.Count > 1 ? $" So do {worst.Count - 1} more values." : "";
        return Outcome(
            gate, shown.Score, worst.Count == 0,
            $"{gate.Metric} is {Show(shown.Score)} where {new SlicePredicate(attribute, shown.Value)}; the gate wants {gate.Comparison} {Show(gate.Limit)}.{(worst.Count > 0 ? rest : "")}");
    }

    // ">=" and "<=" fail only beyond noise; ">" and "<" pass only beyond noise.
    private GateOutcome Relative(Gate gate)
    {
        if (comparison?.Metrics.FirstOrDefault(metric => metric.Metric == gate.Metric) is not { } compared)
        {
            return Outcome(gate, null, false, comparison is null ? "The run has no baseline; name one." : $"{gate.Metric} has no value for both runs.");
        }

        var (low, high) = compared.Interval is { } interval ? (interval.Low, interval.High) : (compared.Difference, compared.Difference);
        var hasPassed = gate.Comparison switch
        {
            ">=" => high >= gate.Limit,
            "<=" => low <= gate.Limit,
            ">" => low > gate.Limit,
            _ => high < gate.Limit,
        };
        var noise = compared.Interval is null ? "without an interval" : $"interval {Show(low)} to {Show(high)}";
        return Outcome(
            gate, compared.Difference, hasPassed,
            $"{gate.Metric} is {Show(compared.Candidate)}, the baseline's {Show(compared.Baseline)}: difference {Show(compared.Difference)}, {noise}; the gate wants {gate.Comparison} {Show(gate.Limit)} beyond noise.");
    }

    private static GateOutcome Outcome(Gate gate, double? value, bool hasPassed, string reason) => new(gate.Rule, gate.Metric, value, gate.Limit, hasPassed, reason);

    private static string Show(double? value) => value?.ToString("0.######", CultureInfo.InvariantCulture) ?? "without a value";
}
