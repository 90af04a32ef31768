namespace Winnow.Core.Statistics.Internal;

/// <summary>The regularised incomplete beta function I_x(a, b), and its inverse.</summary>
/// <remarks>
/// DLMF 8.17.22, the continued fraction, evaluated by the modified method of Lentz; its factor is a binomial probability, which stays accurate for
/// a and b of millions, where differences of ln Γ do not.
/// </remarks>
internal static class IncompleteBeta
{
    private const double Tiny = 1e-300;
    private const int MaximumTerms = 1_000_000;

    /// <param name="a">Above 0.</param>
    /// <param name="b">Above 0.</param>
    /// <param name="x">0 to 1.</param>
    public static double Of(double a, double b, double x) => Of(a, b, x, 1 - x);

    /// <summary>The same, for a caller who knows 1 − x better than the subtraction tells.</summary>
    public static double Of(double a, double b, double x, double rest)
    {
        if (x <= 0 || rest <= 0)
        {
            return x <= 0 ? 0 : 1;
        }

        return x > (a + 1) / (a + b + 2) ? 1 - Lower(b, a, rest, x) : Lower(a, b, x, rest);
    }

    /// <summary>The x at which I_x(a, b) is p, by bisection to the last bits: slow and safe.</summary>
    public static double Inverse(double a, double b, double p)
    {
        if (p is <= 0 or >= 1)
        {
            return p <= 0 ? 0 : 1;
        }

        var (low, high) = (0.0, 1.0);
        while (true)
        {
            var middle = (low + high) / 2;
            if (high - low <= 1e-16 * high || middle == low || middle == high)
            {
                return middle;
            }

            (low, high) = Of(a, b, middle) < p ? (middle, high) : (low, middle);
        }
    }

    /// <summary>Where the fraction converges fast: x up to about the mean.</summary>
    private static double Lower(double a, double b, double x, double rest) =>
        b / (a + b) * BinomialProbability.Of(a, a + b, x, rest) * Fraction(a, b, x);

    private static double Fraction(double a, double b, double x)
    {
        var d = 1 / NotZero(1 - ((a + b) * x / (a + 1)));
        var (c, product) = (1.0, d);
        for (var m = 1; m < MaximumTerms; m++)
        {
            Step(m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m))), ref c, ref d, ref product);
            var change = Step(-(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1)), ref c, ref d, ref product);
            if (Math.Abs(change - 1) < 1e-16)
            {
                break;
            }
        }

        return product;
    }

    private static double Step(double term, ref double c, ref double d, ref double product)
    {
        d = 1 / NotZero(1 + (term * d));
        c = NotZero(1 + (term / c));
        product *= c * d;
        return c * d;
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
