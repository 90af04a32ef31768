using System.Globalization;
using Winnow.Core.Statistics;

namespace Winnow.Core.Evaluations.Report;

/// <summary>Numbers and texts as the report shows them; a value that is missing is a dash.</summary>
internal static class Show
{
    /// <summary>What stands where there is no value.</summary>
    public const string Nothing = "–";

    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Percent(double? value, int digits = 2) =>
        value is { } number ? Fixed(number * 100, digits) + "\u00A0%" : Nothing;

    public static string Share(double? value) => value is { } number ? Fixed(number, 4) : Nothing;

    /// <summary>The value of a metric: four decimals for shares, four significant digits for what has no natural scale.</summary>
    public static string Value(string metric, double? value) =>
        value is not { } number ? Nothing : MetricScale.IsShare(metric, number) ? Share(number) : Significant(number);

    /// <summary>The interval of a metric as <c>[low, high]</c>; of shares three decimals, or four when the interval is narrow; empty without one.</summary>
    public static string Range(Interval? interval, bool isShare) =>
        interval is null ? "" : $"[{Bound(interval, interval.Low, isShare)}, {Bound(interval, interval.High, isShare)}]";

    /// <summary>A difference with its sign.</summary>
    public static string Difference(double value, bool isShare) => isShare ? Difference(value, digits: 4) : Signed(Significant(Math.Abs(value)), value);

    /// <summary>A difference with its sign and so many decimals.</summary>
    public static string Difference(double value, int digits) => Signed(Fixed(Math.Abs(value), digits), value);

    /// <summary>How many times as much, with one decimal.</summary>
    public static string Times(double value) => Fixed(value, 1) + "\u00A0×";

    /// <summary>The interval of a difference, with signs; empty without one.</summary>
    public static string DifferenceRange(Interval? interval, bool isShare) => interval is null
        ? ""
        : $"[{Signed(Bound(interval, Math.Abs(interval.Low), isShare), interval.Low)}, {Signed(Bound(interval, Math.Abs(interval.High), isShare), interval.High)}]";

    public static string PValue(double? value) => value switch
    {
        null => Nothing,
        < 0.001 => "< 0.001",
        { } number => Fixed(number, 3),
    };

    public static string Level(double level) => (level * 100).ToString("0.##", CultureInfo.InvariantCulture) + "\u00A0%";

    public static string Seconds(double seconds) => Fixed(seconds, 1) + " s";

    /// <summary>Four significant digits, without an exponent as long as that can be read.</summary>
    public static string Significant(double value)
    {
        var size = Math.Abs(value);
        if (size >= 1000)
        {
            return value.ToString("N0", CultureInfo.InvariantCulture);
        }

        return size is > 0 and < 1e-4
            ? value.ToString("0.###e0", CultureInfo.InvariantCulture)
            : Fixed(value, size == 0 ? 0 : Math.Clamp(3 - (int)Math.Floor(Math.Log10(size)), 0, 7));
    }

    /// <summary>At most <paramref name="length"/> characters, with an ellipsis where something is missing.</summary>
    public static string Short(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return text[..end] + "…";
    }

    /// <summary>A character with a sign for those that cannot be seen.</summary>
    public static string Character(string text) => text switch
    {
        "" => "∅",
        " " => "␣",
        _ when char.IsControl(text[0]) || char.IsSurrogate(text[0]) && text.Length == 1 => $"U+{(int)text[0]:X4}",
        _ => text,
    };

    private static string Bound(Interval interval, double bound, bool isShare) =>
        isShare ? Fixed(bound, interval.High - interval.Low < 0.01 ? 4 : 3) : Significant(bound);

    private static string Signed(string size, double value) => value < 0 ? "−" + size : "+" + size;

    private static string Fixed(double value, int digits) => value.ToString("F" + digits, CultureInfo.InvariantCulture);
}
