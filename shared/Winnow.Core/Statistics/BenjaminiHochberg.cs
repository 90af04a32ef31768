namespace Winnow.Core.Statistics;

/// <summary>Controls the false discovery rate when many hypotheses are tested: many slices, many metrics.</summary>
/// <remarks>
/// Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", 1995. Adjusted value of the i-th smallest of m: min over j ≥ i of m · p₍ⱼ₎ / j,
/// at most 1. Rejecting what is at most q keeps the expected share of false rejections at q, for independent or positively dependent tests.
/// </remarks>
public static class BenjaminiHochberg
{
    /// <summary>The adjusted p-values, in the order given.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A p-value is not from 0 to 1.</exception>
    public static double[] Adjust(ReadOnlySpan<double> pValues)
    {
        var sorted = pValues.ToArray();
        var order = Enumerable.Range(0, sorted.Length).ToArray();
        Array.Sort(sorted, order);
        var adjusted = new double[sorted.Length];
        var least = 1.0;
        for (var i = sorted.Length - 1; i >= 0; i--)
        {
            // The quotient first: then no adjusted value falls below its own by rounding.
            least = sorted[i] is >= 0 and <= 1
                ? Math.Min(least, sorted[i] * ((double)sorted.Length / (i + 1)))
                : throw new ArgumentOutOfRangeException(nameof(pValues), sorted[i], "A p-value is from 0 to 1.");
            adjusted[order[i]] = least;
        }

        return adjusted;
    }
}
