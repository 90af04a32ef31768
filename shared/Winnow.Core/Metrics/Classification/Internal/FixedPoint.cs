namespace Winnow.Core.Metrics.Classification.Internal;

/// <summary>Sums in whole multiples of 10⁻¹⁵: merging is exact in any order, a mean differs by at most 5·10⁻¹⁶ from the true one.</summary>
internal static class FixedPoint
{
    private const double Unit = 1e15;

    /// <param name="value">From −9,000 to 9,000: what a <see cref="long"/> holds.</param>
    public static Int128 Of(double value) => (long)Math.Round(value * Unit);

    /// <summary>Null without items.</summary>
    public static double? Mean(Int128 sum, long items) => items == 0 ? null : (double)sum / Unit / items;
}
