using Winnow.Core.Statistics.Internal;

namespace Winnow.Core.Statistics;

/// <summary>McNemar's test: are two classifiers right equally often on the same items?</summary>
/// <remarks>
/// Only items count that one of them got right and the other did not. Up to 25 of these: the exact binomial test, whose statistic is the smaller of the two
/// numbers (scipy.stats.binomtest, statsmodels <c>exact=True</c>); beyond: chi-square with one degree of freedom and continuity correction,
/// (|b − c| − 1)² / (b + c) (statsmodels <c>exact=False, correction=True</c>). Without discordant items p is 1.
/// </remarks>
public static class McNemar
{
    /// <summary>Up to as many discordant items the test is exact.</summary>
    public const int LargestExact = 25;

    /// <param name="onlyFirst">Items that only the first classifier got right.</param>
    /// <param name="onlySecond">Items that only the second got right.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static TestResult Test(long onlyFirst, long onlySecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyFirst);
        ArgumentOutOfRangeException.ThrowIfNegative(onlySecond);
        var discordant = onlyFirst + onlySecond;
        if (discordant <= LargestExact)
        {
            var fewer = Math.Min(onlyFirst, onlySecond);
            return new(fewer, Math.Min(1, 2 * Distributions.BinomialCdf(fewer, discordant, 0.5)), $"mcnemar|exact binomial|discordant:{discordant}");
        }

        var statistic = Math.Pow(Math.Abs(onlyFirst - onlySecond) - 1, 2) / discordant;
        return new(statistic, Distributions.ChiSquareTail(statistic, 1), $"mcnemar|chi-square, continuity correction|discordant:{discordant}");
    }
}
