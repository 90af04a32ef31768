using System.Globalization;
using Winnow.Cli.Api;

namespace Winnow.Cli.Output;

/// <summary>Scores, differences and intervals as people read them.</summary>
public static class Figures
{
    /// <summary>What stands where there was nothing to compute a number from.</summary>
    public const string None = "–";

    /// <summary>A score: four decimals, fewer of numbers from 100 on, and as a power of ten what four decimals cannot show.</summary>
    public static string Number(double? value) => Format(value, "");

    /// <summary>A difference, with its sign.</summary>
    public static string Difference(double? value) => Format(value, value > 0 ? "+" : "");

    /// <summary>An interval: <c>[0.9361, 0.9460]</c>; empty without one.</summary>
    public static string Range(Interval? interval) => interval is null ? "" : Range(interval.Low, interval.High);

    /// <summary>An interval by its bounds; empty when one is missing.</summary>
    public static string Range(double? low, double? high) => low is null || high is null ? "" : $"[{Number(low)}, {Number(high)}]";

    /// <summary>The interval of a difference: <c>[+0.0031, +0.0193]</c>; empty without one.</summary>
    public static string DifferenceRange(Interval? interval) => interval is null ? "" : $"[{Difference(interval.Low)}, {Difference(interval.High)}]";

    /// <summary>A p-value: <c>0.0123</c>, <c>&lt; 0.0001</c>; empty without one.</summary>
    public static string Chance(double? p) => p switch
    {
        null => "",
        < 0.0001 => "< 0.0001",
        _ => p.Value.ToString("0.0000", CultureInfo.InvariantCulture),
    };

    private static string Format(double? value, string sign) => value is not { } number
        ? None
        : sign + number.ToString(FormatOf(Math.Abs(number)), CultureInfo.InvariantCulture);

    private static string FormatOf(double size) => size switch
    {
        0 => "0.0000",
        < 0.0001 => "0.00e-0",
        < 100 => "0.0000",
        < 10_000 => "0.00",
        _ => "#,0",
    };
}
