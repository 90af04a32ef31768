using System.Globalization;
using System.Text.RegularExpressions;
using Winnow.Core.Errors;

namespace Winnow.Core.Evaluations;

/// <summary>A rule about one metric that an evaluation passes or fails, written as <c>accuracy &gt;= 0.98</c> or <c>cer &lt;= 0.02</c>.</summary>
/// <param name="Rule">As it was written.</param>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Comparison"><c>&gt;=</c>, <c>&lt;=</c>, <c>&gt;</c> or <c>&lt;</c>.</param>
/// <param name="Limit">What the value is held against, as the metric is written: 0.98, not 98 %.</param>
public sealed partial record Gate(string Rule, string Metric, string Comparison, double Limit)
{
    private const int MaxLength = 200;

    /// <summary>Reads a rule.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidGate"/></exception>
    public static Gate Parse(string? rule)
    {
        var match = rule is { Length: <= MaxLength } ? Form().Match(rule) : Match.Empty;
        if (!match.Success || !double.TryParse(match.Groups["limit"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var limit) || !double.IsFinite(limit))
        {
            var shown = rule is null ? "null" : $"'{(rule.Length > 80 ? rule[..80] + "…" : rule)}'";
            throw new WinnowException(ErrorCodes.InvalidGate, $"{shown} is no gate; write a metric, one of >= <= > <, and a number: accuracy >= 0.98 (at most {MaxLength} characters).");
        }

        return new(rule!, match.Groups["metric"].Value, match.Groups["comparison"].Value, limit);
    }

    /// <summary>Holds a value against the rule. A metric without a value fails: nothing was shown.</summary>
    public GateOutcome Check(double? value)
    {
        var hasPassed = value is { } number && Comparison switch
        {
            ">=" => number >= Limit,
            "<=" => number <= Limit,
            ">" => number > Limit,
            _ => number < Limit,
        };
        var measured = value?.ToString("0.######", CultureInfo.InvariantCulture) ?? "without a value";
        return new(Rule, Metric, value, Limit, hasPassed, string.Create(CultureInfo.InvariantCulture, $"{Metric} is {measured}; the gate wants {Comparison} {Limit}."));
    }

    [GeneratedRegex(@"^\s*(?<metric>[a-z0-9@][a-z0-9@.-]*)\s*(?<comparison>>=|<=|>|<)\s*(?<limit>[-+0-9.eE]+)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
