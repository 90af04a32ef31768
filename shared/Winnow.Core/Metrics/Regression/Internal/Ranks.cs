namespace Winnow.Core.Metrics.Regression.Internal;

/// <summary>Ranks of values, equal values sharing the mean of their ranks; doubled, so that they are whole.</summary>
internal static class Ranks
{
    /// <summary>The index after the last of the values that equal the one at <paramref name="start"/>, in sorted values.</summary>
    public static int EndOfTies(ReadOnlySpan<double> sorted, int start)
    {
        var end = start + 1;
        while (end < sorted.Length && sorted[end] == sorted[start])
        {
            end++;
        }

        return end;
    }

    /// <summary>Twice the rank, from 1, of every value.</summary>
    public static long[] Doubled(ReadOnlySpan<double> values)
    {
        var (sorted, places) = (values.ToArray(), Enumerable.Range(0, values.Length).ToArray());
        Array.Sort(sorted, places);
        var ranks = new long[values.Length];
        for (var (start, end) = (0, 0); start < sorted.Length; start = end)
        {
            end = EndOfTies(sorted, start);
            for (var i = start; i < end; i++)
            {
                ranks[places[i]] = (long)start + 1 + end;
            }
        }

        return ranks;
    }

    /// <summary>Pearson correlation of whole numbers, the sums exact; null when one side is constant.</summary>
    public static double? Correlate(ReadOnlySpan<long> left, ReadOnlySpan<long> right)
    {
        var (count, sumLeft, sumRight) = ((Int128)left.Length, Int128.Zero, Int128.Zero);
        var (squaresLeft, squaresRight, products) = (Int128.Zero, Int128.Zero, Int128.Zero);
        for (var i = 0; i < left.Length; i++)
        {
            sumLeft += left[i];
            sumRight += right[i];
            squaresLeft += Math.BigMul(left[i], left[i]);
            squaresRight += Math.BigMul(right[i], right[i]);
            products += Math.BigMul(left[i], right[i]);
        }

        var spreadLeft = (double)((count * squaresLeft) - (sumLeft * sumLeft));
        var spreadRight = (double)((count * squaresRight) - (sumRight * sumRight));
        var covariance = (double)((count * products) - (sumLeft * sumRight));
        return spreadLeft == 0 || spreadRight == 0 ? null : covariance / Math.Sqrt(spreadLeft) / Math.Sqrt(spreadRight);
    }
}
