using Winnow.Core.Statistics;

namespace Winnow.Core.Slices.Internal;

/// <summary>A slice against all other items.</summary>
internal static class SliceComparison
{
    /// <summary>Two-sided: of two proportions when all errors are 0 or 1, else Welch's t-test; 1 when there is nothing to test.</summary>
    public static double PValue(SliceSums slice, ErrorVector errors)
    {
        var rest = Rest(slice, errors);
        if (errors.IsBinary)
        {
            return TwoProportions.Test((long)slice.Sum, slice.Items, (long)rest.Sum, rest.Items)?.PValue ?? 1;
        }

        if (slice.Items < 2 || rest.Items < 2)
        {
            return 1;
        }

        // Where neither varies, means that differ cannot be a coincidence.
        var test = WelchTest.Of(Moments(slice, errors), Moments(rest, errors));
        return test?.PValue ?? (slice.Mean == rest.Mean ? 1 : 0);
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
            return EffectSizes.CohenH(slice.Mean, rest.Mean);
        }

        var pooled = (slice.SquaresAround(errors.Mean) + rest.SquaresAround(errors.Mean)) / (errors.All.Items - 2);
        return pooled > 0 && double.IsFinite(pooled) ? (slice.Mean - rest.Mean) / Math.Sqrt(pooled) : null;
    }

    private static SampleMoments Moments(SliceSums sums, ErrorVector errors) =>
        new(sums.Items, sums.Mean, sums.SquaresAround(errors.Mean) / (sums.Items - 1));
}
