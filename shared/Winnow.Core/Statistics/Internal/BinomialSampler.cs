namespace Winnow.Core.Statistics.Internal;

/// <summary>Draws from the binomial distribution, exactly (up to the rounding of doubles).</summary>
/// <remarks>
/// W. Hörmann, "The generation of binomial random variates", 1993: algorithm BTRS, transformed rejection with a squeeze, where n·p is 10 or more;
/// below, the sequential inversion of the distribution. The expected time is bounded for every n and p.
/// </remarks>
internal static class BinomialSampler
{
    public static long Draw(ref Xoshiro256 random, long n, double p)
    {
        if (n == 0 || p <= 0)
        {
            return 0;
        }

        if (p >= 1)
        {
            return n;
        }

        if (p > 0.5)
        {
            return n - Draw(ref random, n, 1 - p);
        }

        return n * p < 10 ? Invert(ref random, n, p) : Reject(ref random, n, p);
    }

    private static long Invert(ref Xoshiro256 random, long n, double p)
    {
        var odds = p / (1 - p);
        while (true)
        {
            var (left, k, probability) = (random.NextUnit(), 0L, BinomialProbability.Of(0, n, p, 1 - p));
            while (left > probability && k < n)
            {
                left -= probability;
                k++;
                probability *= odds * (n - k + 1) / k;
            }

            // Past every probability that a double can tell from 0, rounding alone is left: draw again.
            if (left <= probability)
            {
                return k;
            }
        }
    }

    private static long Reject(ref Xoshiro256 random, long n, double p)
    {
        var deviation = Math.Sqrt(n * p * (1 - p));
        var b = 1.15 + (2.53 * deviation);
        var a = -0.0873 + (0.0248 * b) + (0.01 * p);
        var squeeze = 0.92 - (4.2 / b);
        while (true)
        {
            var (u, v) = (random.NextUnit() - 0.5, random.NextUnit());
            var us = 0.5 - Math.Abs(u);
            var k = Math.Floor((((2 * a / us) + b) * u) + (n * p) + 0.5);
            if (us >= 0.07 && v <= squeeze)
            {
                return (long)k;
            }

            if (k >= 0 && k <= n && IsUnderCurve(k, v * (2.83 + (5.1 / b)) * deviation / ((a / (us * us)) + b), n, p))
            {
                return (long)k;
            }
        }
    }

    private static bool IsUnderCurve(double k, double height, long n, double p)
    {
        var mode = Math.Floor((n + 1) * p);
        return Math.Log(height) <= BinomialProbability.Log(k, n, p, 1 - p) - BinomialProbability.Log(mode, n, p, 1 - p);
    }
}
