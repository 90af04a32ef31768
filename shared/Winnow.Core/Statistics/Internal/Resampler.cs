namespace Winnow.Core.Statistics.Internal;

/// <summary>A statistic that can be computed anew from units drawn with replacement.</summary>
/// <param name="units">How many units there are, and are drawn.</param>
/// <param name="description">What they are: <c>400 items</c>.</param>
internal abstract class Resampler(long units, string description)
{
    public long Units { get; } = units;

    public string Description { get; } = description;

    /// <summary>The statistic of the units as they are; NaN when it is undefined.</summary>
    public abstract double Estimate { get; }

    /// <summary>The statistic of one resample; NaN when it is undefined. Called on many threads at once.</summary>
    public abstract double Draw(ref Xoshiro256 random);

    /// <summary>The statistic without one unit, for every unit; units that are alike are listed once. Null when that would cost too much.</summary>
    public abstract IReadOnlyList<(double Value, long Times)>? Jackknife();

    public static double Checked(double? value) => value is { } number && double.IsFinite(number) ? number : double.NaN;
}
