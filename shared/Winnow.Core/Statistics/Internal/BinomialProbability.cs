using MathNet.Numerics;

namespace Winnow.Core.Statistics.Internal;

/// <summary>The binomial probability, also between whole numbers, without the cancellation of ln Γ.</summary>
/// <remarks>
/// C. Loader, "Fast and accurate computation of binomial probabilities", 2000: Stirling's error and deviance terms. Relative error about 1e-14 ·
/// √(−ln probability). With real k and n it is Γ(n+1) / (Γ(k+1) Γ(n−k+1)) · pᵏ (1−p)ⁿ⁻ᵏ.
/// </remarks>
internal static class BinomialProbability
{
    private const double HalfLogOfTwoPi = 0.91893853320467274178;

    /// <param name="k">Successes.</param>
    /// <param name="n">Tries.</param>
    /// <param name="p">Probability of success, above 0.</param>
    /// <param name="q">1 − p, above 0, from the caller, who may know it better than the subtraction tells.</param>
    public static double Of(double k, double n, double p, double q) => Math.Exp(Log(k, n, p, q));

    public static double Log(double k, double n, double p, double q)
    {
        if (k < 0 || k > n)
        {
            return double.NegativeInfinity;
        }

        if (k == 0)
        {
            return n * LogOf(q, p);
        }

        if (k == n)
        {
            return n * LogOf(p, q);
        }

        var error = StirlingError(n) - StirlingError(k) - StirlingError(n - k);
        var deviance = Deviance(k, n * p) + Deviance(n - k, n * q);
        return error - deviance - HalfLogOfTwoPi + (0.5 * Math.Log(n / (k * (n - k))));
    }

    /// <summary>ln value, from 1 − value where that is the small one (Kahan's way to ln(1 + x)).</summary>
    private static double LogOf(double value, double complement)
    {
        if (complement > 0.5)
        {
            return Math.Log(value);
        }

        var rounded = 1 - complement;
        return rounded == 1 ? -complement : Math.Log(rounded) * complement / (1 - rounded);
    }

    /// <summary>ln Γ(x+1) less Stirling's formula for it.</summary>
    private static double StirlingError(double x)
    {
        if (x < 16)
        {
            return SpecialFunctions.GammaLn(x + 1) - ((x + 0.5) * Math.Log(x)) + x - HalfLogOfTwoPi;
        }

        var square = 1 / (x * x);
        return ((1.0 / 12) - (square * ((1.0 / 360) - (square * ((1.0 / 1260) - (square * ((1.0 / 1680) - (square / 1188)))))))) / x;
    }

    /// <summary>x ln(x/mean) + mean − x, by its series where the two are close.</summary>
    private static double Deviance(double x, double mean)
    {
        if (Math.Abs(x - mean) >= 0.1 * (x + mean))
        {
            return (x * Math.Log(x / mean)) + mean - x;
        }

        var ratio = (x - mean) / (x + mean);
        var (sum, power, square) = ((x - mean) * ratio, 2 * x * ratio, ratio * ratio);
        for (var odd = 3; ; odd += 2)
        {
            power *= square;
            var next = sum + (power / odd);
            if (next == sum)
            {
                return sum;
            }

            sum = next;
        }
    }
}
