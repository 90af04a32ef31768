using System.Globalization;
using System.Text.RegularExpressions;
using Winnow.Core.Errors;

namespace Winnow.Core.Evaluations;

/// <summary>A rule that an evaluation passes or fails.</summary>
/// <remarks>
/// Four forms (docs/gates.md):
/// <list type="bullet">
/// <item><c>accuracy &gt;= 0.98</c>: the value; <c>accuracy.low &gt;= 0.97</c>, <c>cer.high &lt;= 0.03</c>: a bound of its confidence interval.</item>
/// <item><c>accuracy &gt;= baseline - 0.01</c>: fails when the paired interval of candidate − baseline lies below −0.01 as a whole: a regression beyond noise.</item>
/// <item><c>accuracy &gt; baseline</c>: passes only when that interval lies above 0 as a whole: better beyond noise.</item>
/// <item><c>accuracy[metadata.colour=blue] &gt;= 0.9</c>: the value over the items of a slice; <c>*</c> for every value with enough items.</item>
/// </list>
/// The forms do not mix. A value that does not exist fails: nothing was shown.
/// </remarks>
public sealed partial record Gate
{
    private const int MaxLength = 300;
    private static readonly string[] s_parts = ["bound", "attribute", "baseline"];

    /// <summary>As it was written.</summary>
    public required string Rule { get; init; }

    /// <summary>Name of the metric.</summary>
    public required string Metric { get; init; }

    /// <summary><c>low</c> or <c>high</c>: a bound of the interval; null: the value.</summary>
    public string? Bound { get; init; }

    /// <summary>The attribute of a slice; null: all items.</summary>
    public string? Attribute { get; init; }

    /// <summary>The value of that attribute; <c>*</c>: every one.</summary>
    public string? Value { get; init; }

    /// <summary><c>&gt;=</c>, <c>&lt;=</c>, <c>&gt;</c> or <c>&lt;</c>.</summary>
    public required string Comparison { get; init; }

    /// <summary>What the value is held against; with a baseline: what is added to that.</summary>
    public required double Limit { get; init; }

    /// <summary>Whether it is held against the baseline.</summary>
    public bool IsRelative { get; init; }

    /// <summary>Reads a rule.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.InvalidGate"/></exception>
    public static Gate Parse(string? rule)
    {
        var match = rule is { Length: <= MaxLength } ? Form().Match(rule) : Match.Empty;
        if (!match.Success || !TryLimit(match, out var limit) || MixesForms(match))
        {
            var shown = rule is null ? "null" : $"'{(rule.Length > 80 ? rule[..80] + "…" : rule)}'";
            throw new WinnowException(
                ErrorCodes.InvalidGate,
                $"{shown} is no gate; write a metric, one of >= <= > <, and a number or the baseline: accuracy >= 0.98, accuracy.low >= 0.97, "
                + $"accuracy >= baseline - 0.01, accuracy[metadata.colour=blue] >= 0.9 (one form at a time, at most {MaxLength} characters).");
        }

        return new()
        {
            Rule = rule!,
            Metric = match.Groups["metric"].Value,
            Bound = Part(match, "bound"),
            Attribute = Part(match, "attribute"),
            Value = Part(match, "value"),
            Comparison = match.Groups["comparison"].Value,
            Limit = limit,
            IsRelative = match.Groups["baseline"].Success,
        };
    }

    /// <summary>Whether a value keeps the rule's comparison with a limit.</summary>
    internal bool Holds(double value, double limit) => Comparison switch
    {
        ">=" => value >= limit,
        "<=" => value <= limit,
        ">" => value > limit,
        _ => value < limit,
    };

    // A bound of a slice, or a slice against the baseline, would read as something that nobody computes.
    private static bool MixesForms(Match match) => s_parts.Count(name => match.Groups[name].Success) > 1;

    private static bool TryLimit(Match match, out double limit)
    {
        limit = 0;
        var text = match.Groups["limit"].Success ? match.Groups["limit"].Value : match.Groups["slack"].Success ? match.Groups["slack"].Value : null;
        if (text is null)
        {
            return true;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out limit) || !double.IsFinite(limit))
        {
            return false;
        }

        limit = match.Groups["sign"].Value == "-" ? -limit : limit;
        return true;
    }

    private static string? Part(Match match, string name) => match.Groups[name] is { Success: true } group ? group.Value.Trim() : null;

    [GeneratedRegex(
        @"^\s*(?<metric>[a-z0-9@][a-z0-9@+-]*)(?:\.(?<bound>low|high))?(?:\[(?<attribute>[^=\]]{1,80})=(?<value>[^\]]{1,200})\])?\s*(?<comparison>>=|<=|>|<)\s*(?:(?<baseline>baseline)(?:\s*(?<sign>[+-])\s*(?<slack>[0-9.eE]+))?|(?<limit>[-+0-9.eE]+))\s*$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
