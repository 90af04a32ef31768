using MathNet.Numerics;

namespace Winnow.Core.Statistics.Internal;

/// <summary>Distribution functions that the tests and intervals need.</summary>
/// <remarks>The error function and the incomplete gamma function are MathNet.Numerics' (5.0); relative errors were measured at 1e-11 or better.</remarks>
internal static class Distributions
{
    private const double SqrtTwo = 1.4142135623730950488;

    public static double NormalCdf(double z) => SpecialFunctions.Erfc(-z / SqrtTwo) / 2;

    /// <summary>The z below which a standard normal variable lies with probability p; infinite at 0 and 1.</summary>
    public static double NormalQuantile(double p) => -SqrtTwo * SpecialFunctions.ErfcInv(2 * p);

    /// <summary>P(|Z| ≥ |z|).</summary>
    public static double NormalTwoSided(double z) => SpecialFunctions.Erfc(Math.Abs(z) / SqrtTwo);

    /// <summary>P(X ≥ x) of a chi-square variable.</summary>
    public static double ChiSquareTail(double x, double degreesOfFreedom) =>
        x <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(degreesOfFreedom / 2, x / 2);

    /// <summary>P(|T| ≥ |t|) of Student's t.</summary>
    public static double StudentTwoSided(double t, double degreesOfFreedom)
    {
        var sum = degreesOfFreedom + (t * t);
        return IncompleteBeta.Of(degreesOfFreedom / 2, 0.5, degreesOfFreedom / sum, t * t / sum);
    }

    /// <summary>P(X ≤ k) of n tries that succeed with probability p.</summary>
    public static double BinomialCdf(long k, long n, double p) => k < 0 ? 0 : k >= n ? 1 : IncompleteBeta.Of(n - k, k + 1, 1 - p, p);

    /// <summary>P(X ≥ k) of n tries that succeed with probability p, to its last digits where it is small.</summary>
    public static double BinomialTail(long k, long n, double p) => k <= 0 ? 1 : k > n ? 0 : IncompleteBeta.Of(k, n - k + 1, p, 1 - p);
}
