namespace Winnow.Core.Slices.Internal;

/// <summary>SliceLine's score, and the greatest that a sub-slice can have.</summary>
internal readonly record struct SliceScoring(double Alpha, int Items, double MeanError, int MinSupport)
{
    public double Score(int support, double sum) =>
        (Alpha * ((sum / support / MeanError) - 1)) - ((1 - Alpha) * (((double)Items / support) - 1));

    /// <summary>Bounds the score of each slice of MinSupport or more items whose size, error sum and greatest error are at most the given ones.</summary>
    /// <remarks>
    /// With s items the errors sum to at most min(sum, s·max). In s the bound rises or falls on either side of sum/max: its maximum lies there or at an end.
    /// A trillionth more makes up for rounding.
    /// </remarks>
    public double UpperBound(SliceSums bounds)
    {
        if (bounds.Items < MinSupport || bounds.Sum <= 0)
        {
            return double.NegativeInfinity;
        }

        var corner = Math.Clamp(bounds.Sum / bounds.Max, MinSupport, bounds.Items);
        return Math.Max(At(MinSupport, bounds), Math.Max(At(corner, bounds), At(bounds.Items, bounds))) + 1e-12;
    }

    private double At(double size, SliceSums bounds) =>
        (Alpha * ((Math.Min(bounds.Sum, size * bounds.Max) / size / MeanError) - 1)) - ((1 - Alpha) * ((Items / size) - 1));
}
