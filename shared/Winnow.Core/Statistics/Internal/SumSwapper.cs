namespace Winnow.Core.Statistics.Internal;

/// <summary>Swaps the vectors of units whose sums a statistic is computed from.</summary>
internal sealed class SumSwapper : Swapper
{
    private readonly SumTable differences;
    private readonly double[] totals;
    private readonly Func<ReadOnlySpan<double>, double?> statistic;

    /// <param name="pairs">Vectors of units: that of the baseline, then that of the candidate.</param>
    /// <param name="statistic">The difference, from the sums of both.</param>
    public SumSwapper(SumTable pairs, Func<ReadOnlySpan<double>, double?> statistic)
    {
        (totals, this.statistic) = (pairs.Total(), statistic);
        differences = pairs.Differences();
    }

    public override long Differing => differences.Units;

    public override double Draw(ref Xoshiro256 random)
    {
        var moved = new double[differences.Dimension];
        differences.DrawHalf(ref random, moved);
        return After(moved);
    }

    public override double At(uint swapped)
    {
        var moved = new double[differences.Dimension];
        for (var unit = 0; unit < differences.Rows; unit++)
        {
            if ((swapped >> unit & 1) != 0)
            {
                differences.AddRow(unit, 1, moved);
            }
        }

        return After(moved);
    }

    private double After(double[] moved)
    {
        var sums = new double[totals.Length];
        for (var d = 0; d < moved.Length; d++)
        {
            sums[d] = totals[d] + moved[d];
            sums[moved.Length + d] = totals[moved.Length + d] - moved[d];
        }

        return Resampler.Checked(statistic(sums));
    }
}
