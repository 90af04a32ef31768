namespace Winnow.Core.Statistics.Internal;

/// <summary>Ratios of sums as tables with two columns for each run.</summary>
internal static class Ratios
{
    /// <summary>Sum of numerators / sum of denominators; null over 0.</summary>
    public static double? Of(ReadOnlySpan<double> sums) => sums[1] == 0 ? null : sums[0] / sums[1];

    /// <exception cref="ArgumentException">There are not as many denominators as numerators.</exception>
    public static double[] Interleave(ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators)
    {
        if (numerators.Length != denominators.Length)
        {
            throw new ArgumentException($"{denominators.Length} denominators were given for {numerators.Length} numerators.", nameof(denominators));
        }

        var pairs = new double[2 * numerators.Length];
        for (var i = 0; i < numerators.Length; i++)
        {
            (pairs[2 * i], pairs[(2 * i) + 1]) = (numerators[i], denominators[i]);
        }

        return pairs;
    }
}
