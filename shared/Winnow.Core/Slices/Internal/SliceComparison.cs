namespace Winnow.Core.Slices.Internal;

/// <summary>A slice against all other items.</summary>
internal static class SliceComparison
{
    public static double PValue(SliceSums slice, ErrorVector errors)
    {
        var rest = Rest(slice, errors);
        if (errors.IsBinary)
        {
            return SliceTests.TwoProportions((long)slice.Sum, slice.Items, (long)rest.Sum, rest.Items);
        }

        return rest.Items == 0 ? 1
            : SliceTests.Welch(slice.Mean - rest.Mean, SquaredError(slice, errors), slice.Items, SquaredError(rest, errors), rest.Items);
    }

    public static SliceSums Rest(SliceSums slice, ErrorVector errors)
    {
        var all = errors.All;
        return new(all.Items - slice.Items, all.Sum - slice.Sum, Math.Max(0, all.Squares - slice.Squares), all.Max);
    }

    /// <summary>Cohen's h of shares, Cohen's d of means; null when nothing varies.</summary>
    public static double? EffectSize(SliceSums slice, ErrorVector errors)
    {
        var rest = Rest(slice, errors);
        if (rest.Items == 0)
        {
            return null;
        }

        if (errors.IsBinary)
        {
            return 2 * (Math.Asin(Math.Sqrt(slice.Mean)) - Math.Asin(Math.Sqrt(rest.Mean)));
        }

        var pooled = (slice.SquaresAround(errors.Mean) + rest.SquaresAround(errors.Mean)) / (errors.All.Items - 2);
        return pooled > 0 && double.IsFinite(pooled) ? (slice.Mean - rest.Mean) / Math.Sqrt(pooled) : null;
    }

    // Squared standard error of the mean.
    private static double SquaredError(SliceSums sums, ErrorVector errors) =>
        sums.Items < 2 ? 0 : sums.SquaresAround(errors.Mean) / (sums.Items - 1) / sums.Items;
}
