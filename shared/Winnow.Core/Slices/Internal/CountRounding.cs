namespace Winnow.Core.Slices.Internal;

/// <summary>Scales counts to a given sum, in whole numbers.</summary>
internal static class CountRounding
{
    /// <summary>
    /// Each count · total / sum to the nearest whole number (halves to even); while these add up to less (more) than the total, those that were rounded
    /// down (up) the most go up (down) by one: of equal ones the last (first) first. That is what cleanlab does, but in exact arithmetic.
    /// </summary>
    public static long[] Scale(ReadOnlySpan<long> counts, long total)
    {
        var sum = Sum(counts);
        var scaled = new long[counts.Length];
        var lost = new Int128[counts.Length];
        var missing = total;
        for (var i = 0; i < counts.Length; i++)
        {
            scaled[i] = Nearest((Int128)counts[i] * total, sum);
            lost[i] = ((Int128)counts[i] * total) - (scaled[i] * sum);
            missing -= scaled[i];
        }

        var ascending = Enumerable.Range(0, lost.Length).OrderBy(i => lost[i]).ToList();
        foreach (var i in (missing < 0 ? ascending : Enumerable.Reverse(ascending)).Take((int)Math.Abs(missing)))
        {
            scaled[i] += Math.Sign(missing);
        }

        return scaled;
    }

    private static Int128 Sum(ReadOnlySpan<long> counts)
    {
        Int128 sum = 0;
        foreach (var count in counts)
        {
            sum += count;
        }

        return sum;
    }

    private static long Nearest(Int128 numerator, Int128 denominator)
    {
        var (whole, rest) = Int128.DivRem(numerator, denominator);
        var half = (2 * rest).CompareTo(denominator);
        return (long)whole + (half > 0 || (half == 0 && Int128.IsOddInteger(whole)) ? 1 : 0);
    }
}
