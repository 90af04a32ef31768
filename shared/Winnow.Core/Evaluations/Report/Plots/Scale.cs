using System.Globalization;

namespace Winnow.Core.Evaluations.Report.Plots;

/// <summary>A horizontal axis from one round number to another; places on it are percent of its width.</summary>
internal sealed class Scale
{
    private const double NarrowestShares = 0.004;
    private const double Narrowest = 1e-6;
    private const double Rounding = 1e-9;
    private const int MaxDigits = 9;
    private readonly double step;

    private Scale(double from, double to, double step)
    {
        (From, To) = (from, to);
        this.step = step;
    }

    public double From { get; }

    public double To { get; }

    /// <summary>The axis of shares that holds all values, no wider than it must be, never beyond 0 and 1.</summary>
    public static Scale OfShares(IEnumerable<double> values)
    {
        var (low, high) = Extent(values);
        var room = high - low < NarrowestShares ? NarrowestShares : 0;
        var scale = Over(Math.Max(0, low - room), Math.Min(1, high + room));
        return new(Math.Max(0, scale.From), Math.Min(1, scale.To), scale.step);
    }

    /// <summary>The axis of differences: it always holds 0.</summary>
    public static Scale OfDifferences(IEnumerable<double> values)
    {
        var (low, high) = Extent(values.Append(0));
        var room = high - low < NarrowestShares ? NarrowestShares / 2 : 0;
        return Over(low - room, high + room);
    }

    /// <summary>The axis that holds all values.</summary>
    public static Scale Around(IEnumerable<double> values)
    {
        var (low, high) = Extent(values);
        return Over(low, high);
    }

    /// <summary>Where a value is, 0 to 100; what lies outside is at the end.</summary>
    public double At(double value) => 100 * Math.Clamp((value - From) / (To - From), 0, 1);

    /// <summary>The round numbers on the axis, with how they are written.</summary>
    public IEnumerable<(double At, string Text)> Ticks()
    {
        var digits = Enumerable.Range(0, MaxDigits).FirstOrDefault(count => IsWhole(step * Math.Pow(10, count)), MaxDigits);
        for (var i = 0; i <= (int)Math.Round((To - From) / step); i++)
        {
            var value = From + (i * step);
            yield return (At(value), (Math.Abs(value) < step / 2 ? 0 : value).ToString("F" + digits, CultureInfo.InvariantCulture).Replace('-', '−'));
        }
    }

    private static Scale Over(double low, double high)
    {
        var step = RoundStep(Math.Max(high - low, Narrowest * Math.Max(1, Math.Abs(high))) / 4);
        var first = Math.Floor((low / step) + Rounding);
        return new(first * step, Math.Max(Math.Ceiling((high / step) - Rounding), first + 1) * step, step);
    }

    private static (double Low, double High) Extent(IEnumerable<double> values)
    {
        var (low, high) = (double.MaxValue, double.MinValue);
        foreach (var value in values)
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        return low <= high ? (low, high) : (0, 1);
    }

    private static bool IsWhole(double number) => Math.Abs(number - Math.Round(number)) < Narrowest;

    private static double RoundStep(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return power * ((step / power * (1 - Narrowest)) switch { <= 1 => 1, <= 2 => 2, <= 2.5 => 2.5, <= 5 => 5, _ => 10 });
    }
}
