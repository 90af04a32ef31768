namespace Winnow.Core.Slices.Internal;

/// <summary>The tests of significance that slices need. To be replaced by those of <c>Winnow.Core.Statistics</c>.</summary>
/// <remarks>Equal to scipy 1.10 (<c>ttest_ind_from_stats</c>, <c>fisher_exact</c>, <c>binom.sf</c>, <c>binomtest</c>) to 1e-9.</remarks>
internal static class SliceTests
{
    private const double Tiny = 1e-300;
    private const int MaxSteps = 100_000;

    /// <summary>Two-sided Welch t-test of two estimates with their squared standard errors. 1 when either has fewer than two items.</summary>
    public static double Welch(double difference, double squaredError, long items, double otherSquaredError, long otherItems)
    {
        if (items < 2 || otherItems < 2)
        {
            return 1;
        }

        var sum = squaredError + otherSquaredError;
        if (!(sum > 0))
        {
            return difference == 0 ? 1 : 0;
        }

        var degrees = sum * sum / ((squaredError * squaredError / (items - 1)) + (otherSquaredError * otherSquaredError / (otherItems - 1)));
        var square = difference * difference / sum;
        return IncompleteBeta(degrees / 2, 0.5, degrees / (degrees + square), square / (degrees + square));
    }

    /// <summary>
    /// Two-sided test of two shares: Fisher's exact one when a cell of the table is expected to hold fewer than 5, else z with the pooled share.
    /// 1 when either has no items.
    /// </summary>
    public static double TwoProportions(long hits, long items, long otherHits, long otherItems)
    {
        double all = items + otherItems;
        double right = hits + otherHits;
        if (items == 0 || otherItems == 0 || right == 0 || right == all)
        {
            return 1;
        }

        if (Math.Min(right, all - right) * Math.Min(items, otherItems) / all < 5)
        {
            return FisherExact(hits, items, otherHits, otherItems);
        }

        var pooled = right / all;
        var difference = ((double)hits / items) - ((double)otherHits / otherItems);
        return UpperGammaHalf(difference * difference / (pooled * (1 - pooled) * ((1.0 / items) + (1.0 / otherItems))) / 2);
    }

    /// <summary>P(X ≥ hits) of a binomial.</summary>
    public static double BinomialUpperTail(long hits, long trials, double probability) => hits <= 0 ? 1
        : probability <= 0 ? 0
        : probability >= 1 ? 1
        : IncompleteBeta(hits, trials - hits + 1, probability, 1 - probability);

    /// <summary>Exact two-sided test that two kinds of change are equally likely (McNemar). 1 without changes.</summary>
    public static double EquallyLikely(long one, long other)
    {
        var most = Math.Max(one, other);
        return Math.Min(1, 2 * BinomialUpperTail(most, one + other, 0.5));
    }

    /// <summary>Benjamini and Hochberg, 1995: adjusted p-values, in the given order.</summary>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        var order = new int[sorted.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(sorted, order);
        var adjusted = new double[sorted.Length];
        var least = 1.0;
        for (var rank = sorted.Length; rank > 0; rank--)
        {
            least = Math.Min(least, sorted[rank - 1] * sorted.Length / rank);
            adjusted[order[rank - 1]] = least;
        }

        return adjusted;
    }

    // Sums the tables that are no likelier than the one that was seen, within rounding.
    private static double FisherExact(long hits, long items, long otherHits, long otherItems)
    {
        var right = hits + otherHits;
        var seen = LogTable(hits);
        var sum = 0.0;
        for (var k = Math.Max(0, right - otherItems); k <= Math.Min(right, items); k++)
        {
            var log = LogTable(k);
            sum += log <= seen + 1e-10 ? Math.Exp(log) : 0;
        }

        return Math.Min(1, sum);

        double LogTable(long k) => LogChoose(items, k) + LogChoose(otherItems, right - k) - LogChoose(items + otherItems, right);
    }

    private static double LogChoose(long n, long k) => LogGamma(n + 1.0) - LogGamma(k + 1.0) - LogGamma(n - k + 1.0);

    // Stirling's series above 15, reached by Γ(x+1) = xΓ(x).
    private static double LogGamma(double x)
    {
        var product = 1.0;
        while (x < 15)
        {
            product *= x++;
        }

        var square = 1 / (x * x);
        var series = ((1 / 12.0) - (square * ((1 / 360.0) - (square * ((1 / 1260.0) - (square * ((1 / 1680.0) - (square / 1188.0)))))))) / x;
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + series - Math.Log(product);
    }

    // I_x(a, b), with 1 − x given too, so that neither end loses digits.
    private static double IncompleteBeta(double a, double b, double x, double rest)
    {
        if (x <= 0 || rest <= 0)
        {
            return x <= 0 ? 0 : 1;
        }

        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * LogOf(x, rest)) + (b * LogOf(rest, x)));
        return x < (a + 1) / (a + b + 2)
            ? front * BetaFraction(a, b, x) / a
            : 1 - (front * BetaFraction(b, a, rest) / b);
    }

    // Near 1 the logarithm comes from the complement.
    private static double LogOf(double x, double rest) => rest < 1e-3
        ? -rest * (1 + (rest * (0.5 + (rest * ((1 / 3.0) + (rest * (0.25 + (rest / 5))))))))
        : Math.Log(x);

    // The continued fraction of the incomplete beta function by Lentz's method.
    private static double BetaFraction(double a, double b, double x)
    {
        var c = 1.0;
        var d = 1 / NotZero(1 - ((a + b) * x / (a + 1)));
        var value = d;
        for (var m = 1; m < MaxSteps; m++)
        {
            Step(m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m))));
            if (Math.Abs(Step(-(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1))) - 1) < 1e-15)
            {
                break;
            }
        }

        return value;

        double Step(double numerator)
        {
            d = 1 / NotZero(1 + (numerator * d));
            c = NotZero(1 + (numerator / c));
            value *= c * d;
            return c * d;
        }
    }

    // Q(1/2, x) = erfc(√x): the two-sided p-value of a normal z with x = z²/2.
    private static double UpperGammaHalf(double x)
    {
        var front = Math.Sqrt(x) * Math.Exp(-x) / Math.Sqrt(Math.PI);
        return x < 1.5 ? 1 - (front * GammaSeries(x)) : front * GammaFraction(x);
    }

    private static double GammaSeries(double x)
    {
        var (term, sum) = (2.0, 2.0);
        for (var n = 1; term > sum * 1e-17; n++)
        {
            term *= x / (n + 0.5);
            sum += term;
        }

        return sum;
    }

    private static double GammaFraction(double x)
    {
        var b = x + 0.5;
        var (c, d) = (1 / Tiny, 1 / b);
        var value = d;
        for (var n = 1; n < MaxSteps; n++)
        {
            var numerator = -n * (n - 0.5);
            b += 2;
            d = 1 / NotZero((numerator * d) + b);
            c = NotZero(b + (numerator / c));
            value *= c * d;
            if (Math.Abs((c * d) - 1) < 1e-15)
            {
                break;
            }
        }

        return value;
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
