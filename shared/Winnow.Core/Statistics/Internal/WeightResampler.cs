using System.Buffers;

namespace Winnow.Core.Statistics.Internal;

/// <summary>A statistic of items that each count a whole number of times: of rankings, curves and whatever else has no sums.</summary>
internal sealed class WeightResampler(GroupIndex groups, Func<ReadOnlySpan<int>, double?> statistic) : Resampler(groups.Units, groups.Description)
{
    /// <summary>The jackknife computes the statistic anew for every unit: beyond this it would outweigh the bootstrap.</summary>
    public const int MaximumJackknife = 2_000;

    public override double Estimate
    {
        get
        {
            var weights = new int[groups.Items];
            Array.Fill(weights, 1);
            return Checked(statistic(weights));
        }
    }

    public override double Draw(ref Xoshiro256 random)
    {
        var (units, items) = (ArrayPool<int>.Shared.Rent(groups.Units), ArrayPool<int>.Shared.Rent(groups.Items));
        Multiplicities.Draw(ref random, units.AsSpan(0, groups.Units));
        var value = Of(units, items.AsSpan(0, groups.Items));
        ArrayPool<int>.Shared.Return(items);
        ArrayPool<int>.Shared.Return(units);
        return value;
    }

    public override IReadOnlyList<(double Value, long Times)>? Jackknife()
    {
        if (groups.Units > MaximumJackknife)
        {
            return null;
        }

        var (units, items) = (new int[groups.Units], new int[groups.Items]);
        Array.Fill(units, 1);
        var values = new (double, long)[units.Length];
        for (var unit = 0; unit < units.Length; unit++)
        {
            units[unit] = 0;
            values[unit] = (Of(units, items), 1);
            units[unit] = 1;
        }

        return values;
    }

    private double Of(ReadOnlySpan<int> units, Span<int> items)
    {
        groups.Expand(units, items);
        return Checked(statistic(items));
    }
}
