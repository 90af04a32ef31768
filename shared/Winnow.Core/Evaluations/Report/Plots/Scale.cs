using System.Globalization;

namespace Winnow.Core.Evaluations.Report.Plots;

/// <summary>A horizontal axis from one round number to another; places on it are percent of its width.</summary>
internal sealed class Scale
{
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
        var scale = Around(values);
        return new(Math.Max(0, scale.From), Math.Min(1, scale.To), scale.step);
    }

    /// <summary>The axis of differences: it always holds 0.</summary>
    public static Scale OfDifferences(IEnumerable<double> values) => Around(values.Append(0));

    /// <summary>The axis from 0 to the greatest value.</summary>
    public static Scale FromZero(IEnumerable<double> values) => Around(values.Append(0));

    /// <summary>Where a value is, 0 to 100; what lies outside is at the end.</summary>
    public double At(double value) => 100 * Math.Clamp((value - From) / (To - From), 0, 1);

    /// <summary>The round numbers on the axis, with how they are written.</summary>
    public IEnumerable<(double At, string Text)> Ticks()
    {
        var digits = Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-9), 0, 8);
        for (var i = 0; i <= (int)Math.Round((To - From) / step); i++)
        {
            var value = From + (i * step);
            yield return (At(value), (Math.Abs(value) < step / 2 ? 0 : value).ToString("F" + digits, CultureInfo.InvariantCulture).Replace('-', '−'));
        }
    }

    public static Scale Around(IEnumerable<double> values)
    {
        var (low, high) = (double.MaxValue, double.MinValue);
        foreach (var value in values)
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        if (low > high)
        {
            return new(0, 1, 0.25);
        }

        var step = RoundStep(Math.Max(high - low, 1e-6 * Math.Max(1, Math.Abs(high))) / 4);
        return new(Math.Floor((low / step) + 1e-9) * step, Math.Max(Math.Ceiling((high / step) - 1e-9), Math.Floor((low / step) + 1e-9) + 1) * step, step);
    }

    private static double RoundStep(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return power * ((step / power) switch { <= 1 => 1, <= 2 => 2, <= 2.5 => 2.5, <= 5 => 5, _ => 10 });
    }
}
