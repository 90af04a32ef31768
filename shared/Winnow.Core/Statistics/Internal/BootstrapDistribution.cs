using System.Globalization;

namespace Winnow.Core.Statistics.Internal;

/// <summary>The sorted statistics of all resamples, and the intervals that are read off them.</summary>
internal sealed class BootstrapDistribution
{
    /// <summary>Of more undefined resamples than this share nothing is concluded.</summary>
    private const double UndefinedShare = 0.05;

    private readonly Resampler resampler;
    private readonly BootstrapOptions options;
    private readonly double[] values;

    private BootstrapDistribution(Resampler resampler, BootstrapOptions options, double[] values) =>
        (this.resampler, this.options, this.values) = (resampler, options, values);

    /// <summary>Null with fewer than two units, without an estimate, or when too many resamples are undefined.</summary>
    public static BootstrapDistribution? Of(Resampler resampler, BootstrapOptions options)
    {
        if (resampler.Units < 2 || double.IsNaN(resampler.Estimate))
        {
            return null;
        }

        var values = Array.FindAll(Streams.Draw(options.Resamples, options.Seed, resampler.Draw), value => !double.IsNaN(value));
        Array.Sort(values);
        return values.Length < (1 - UndefinedShare) * options.Resamples ? null : new(resampler, options, values);
    }

    public Interval Interval()
    {
        var tail = (1 - options.Level) / 2;
        if (options.Method == BootstrapMethod.Percentile)
        {
            return Between(tail, 1 - tail, "percentile");
        }

        if (resampler.Jackknife() is not { } jackknife)
        {
            return Between(tail, 1 - tail, $"percentile (no bca: more than {WeightResampler.MaximumJackknife} units)");
        }

        var (bias, acceleration) = (Bias(values, resampler.Estimate), Acceleration(jackknife));
        return double.IsFinite(bias) && double.IsFinite(acceleration)
            ? Between(Moved(tail, bias, acceleration), Moved(1 - tail, bias, acceleration), "bca")
            : Between(tail, 1 - tail, "percentile (bca is undefined here)");
    }

    /// <summary>Two-sided, of the hypothesis that the statistic is 0: how often resamples stray that far from their mean.</summary>
    /// <param name="least">The least distance that counts: that of the observed value from 0.</param>
    public double PValue(double least)
    {
        var mean = values.Average();
        return (values.Count(value => Math.Abs(value - mean) >= least) + 1.0) / (values.Length + 1.0);
    }

    /// <summary>z₀: where the estimate lies among the resamples, ties counting half.</summary>
    public static double Bias(ReadOnlySpan<double> values, double estimate)
    {
        var (below, notAbove) = (0, 0);
        foreach (var value in values)
        {
            below += value < estimate ? 1 : 0;
            notAbove += value <= estimate ? 1 : 0;
        }

        return Distributions.NormalQuantile((below + notAbove) / (2.0 * values.Length));
    }

    /// <summary>Efron's acceleration: a sixth of the skewness of the jackknife's influence values; 0 when all are equal.</summary>
    public static double Acceleration(IReadOnlyList<(double Value, long Times)> jackknife)
    {
        double units = jackknife.Sum(unit => unit.Times);
        var mean = jackknife.Sum(unit => unit.Times * unit.Value) / units;
        var squares = jackknife.Sum(unit => unit.Times * Math.Pow(mean - unit.Value, 2));
        var cubes = jackknife.Sum(unit => unit.Times * Math.Pow(mean - unit.Value, 3));
        return squares == 0 ? 0 : cubes / (6 * Math.Pow(squares, 1.5));
    }

    /// <summary>The probability whose quantile BCa takes in place of that of a percentile interval.</summary>
    public static double Moved(double probability, double bias, double acceleration)
    {
        var z = bias + Distributions.NormalQuantile(probability);
        return Distributions.NormalCdf(bias + (z / (1 - (acceleration * z))));
    }

    /// <summary>The quantile of sorted values by linear interpolation (type 7 of Hyndman and Fan, numpy's default).</summary>
    public static double Quantile(ReadOnlySpan<double> sorted, double probability)
    {
        var position = probability * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }

    private Interval Between(double low, double high, string method) =>
        new(Quantile(values, low), Quantile(values, high), options.Level, Signature(method));

    private string Signature(string method)
    {
        var undefined = options.Resamples - values.Length;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"bootstrap {method}|resamples:{options.Resamples}|seed:{options.Seed}|over:{resampler.Description}|quantile:linear (type 7)")
            + (undefined == 0 ? "" : $"|undefined resamples left out:{undefined}");
    }
}
