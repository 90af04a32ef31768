namespace Winnow.Core.Statistics.Internal;

/// <summary>Swaps outputs between runs for a statistic of weights: it weighs the outputs of both runs, 2 · items of them.</summary>
internal sealed class WeightSwapper(GroupIndex groups, Func<ReadOnlySpan<int>, double?> statistic) : Swapper
{
    /// <summary>Nobody can say which outputs are equal: all may differ.</summary>
    public override long Differing => groups.Units;

    public override double Draw(ref Xoshiro256 random)
    {
        var swapped = new bool[groups.Units];
        for (var unit = 0; unit < swapped.Length; unit++)
        {
            swapped[unit] = random.Next() >> 63 != 0;
        }

        return After(swapped);
    }

    public override double At(uint swapped) => After([.. Enumerable.Range(0, groups.Units).Select(unit => (swapped >> unit & 1) != 0)]);

    private double After(bool[] swapped)
    {
        var (baseline, candidate) = (new int[2 * groups.Items], new int[2 * groups.Items]);
        for (var i = 0; i < groups.Items; i++)
        {
            var isSwapped = swapped[groups[i]];
            baseline[isSwapped ? groups.Items + i : i] = 1;
            candidate[isSwapped ? i : groups.Items + i] = 1;
        }

        return Resampler.Checked(statistic(candidate) - statistic(baseline));
    }
}
