namespace Winnow.Core.Slices.Internal;

/// <summary>First pass of confident learning: per class the mean probability that the model gives it on items annotated with it.</summary>
/// <remarks>
/// Northcutt et al. 2021, equation 2; as cleanlab 2.9 computes it. Probabilities are summed as whole multiples of 2⁻⁶⁰, so that the order of items does not
/// matter.
/// </remarks>
internal static class ConfidenceThresholds
{
    private const double Unit = 1L << 60;
    private const double AbsentClass = 2;

    /// <summary>Per class its threshold, at least 2·10⁻⁶; 2, which no probability reaches, for a class without items.</summary>
    public static double[] Of(ReadOnlySpan<int> labels, ReadOnlySpan<double> probabilities, int classes)
    {
        var (items, sums) = (new long[classes], new Int128[classes]);
        for (var i = 0; i < labels.Length; i++)
        {
            items[labels[i]]++;
            sums[labels[i]] += (Int128)(probabilities[(i * classes) + labels[i]] * Unit);
        }

        var thresholds = new double[classes];
        for (var i = 0; i < classes; i++)
        {
            thresholds[i] = items[i] == 0 ? AbsentClass : Math.Max(2 * Probabilities.Slack, (double)sums[i] / Unit / items[i]);
        }

        return thresholds;
    }
}
