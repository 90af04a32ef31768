using Winnow.Core.Statistics.Internal;

namespace Winnow.Core.Statistics;

/// <summary>Tests whether two independent samples have the same proportion: a slice and the rest.</summary>
public static class TwoProportions
{
    /// <summary>Relative slack within which a table is as probable as the observed one (that of R and scipy).</summary>
    private const double Slack = 1e-7;

    /// <summary>Count below which the z-test is not trusted.</summary>
    private const double FewestExpected = 5;

    /// <summary>Fisher's exact test where a cell of the table is expected to hold fewer than 5 (W. Cochran's rule, 1954), else the z-test.</summary>
    /// <returns>Null when either has no trials.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or there are more successes than trials.</exception>
    public static TestResult? Test(long firstSuccesses, long firstTrials, long secondSuccesses, long secondTrials)
    {
        Check(firstSuccesses, firstTrials);
        Check(secondSuccesses, secondTrials);
        double successes = firstSuccesses + secondSuccesses, trials = firstTrials + secondTrials;
        return Math.Min(successes, trials - successes) * Math.Min(firstTrials, secondTrials) < FewestExpected * trials
            ? FisherExact(firstSuccesses, firstTrials, secondSuccesses, secondTrials)
            : ZTest(firstSuccesses, firstTrials, secondSuccesses, secondTrials);
    }

    /// <summary>The z-test with pooled variance (statsmodels <c>proportions_ztest</c>): for large samples.</summary>
    /// <returns>Null when either has no trials; statistic null and p 1 when both have only successes, or none.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or there are more successes than trials.</exception>
    public static TestResult? ZTest(long firstSuccesses, long firstTrials, long secondSuccesses, long secondTrials)
    {
        Check(firstSuccesses, firstTrials);
        Check(secondSuccesses, secondTrials);
        if (firstTrials == 0 || secondTrials == 0)
        {
            return null;
        }

        const string Method = "two proportions|z, pooled variance|two-sided";
        var pooled = (double)(firstSuccesses + secondSuccesses) / (firstTrials + secondTrials);
        var variance = pooled * (1 - pooled) * ((1.0 / firstTrials) + (1.0 / secondTrials));
        if (variance == 0)
        {
            return new(null, 1, Method);
        }

        var z = (((double)firstSuccesses / firstTrials) - ((double)secondSuccesses / secondTrials)) / Math.Sqrt(variance);
        return new(z, Distributions.NormalTwoSided(z), Method);
    }

    /// <summary>Fisher's exact test (scipy.stats.fisher_exact): all tables with the same margins that are no more probable than the observed one.</summary>
    /// <returns>The sample's odds ratio (null over 0) and p; null when either has no trials.</returns>
    /// <remarks>Time in proportion to the smallest margin.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or there are more successes than trials.</exception>
    public static TestResult? FisherExact(long firstSuccesses, long firstTrials, long secondSuccesses, long secondTrials)
    {
        Check(firstSuccesses, firstTrials);
        Check(secondSuccesses, secondTrials);
        if (firstTrials == 0 || secondTrials == 0)
        {
            return null;
        }

        var successes = firstSuccesses + secondSuccesses;
        var observed = Probability(firstSuccesses, firstTrials, successes, secondTrials);
        var sum = 0.0;
        for (var k = Math.Max(0, successes - secondTrials); k <= Math.Min(firstTrials, successes); k++)
        {
            var probability = Probability(k, firstTrials, successes, secondTrials);
            sum += probability <= observed * (1 + Slack) ? probability : 0;
        }

        var below = (double)(firstTrials - firstSuccesses) * secondSuccesses;
        double? odds = below == 0 ? null : (double)firstSuccesses * (secondTrials - secondSuccesses) / below;
        return new(odds, Math.Min(1, sum), "two proportions|fisher exact|two-sided");
    }

    /// <summary>The hypergeometric probability, as a quotient of binomial ones (Loader 2000).</summary>
    private static double Probability(long k, long firstTrials, long successes, long secondTrials)
    {
        var trials = (double)(firstTrials + secondTrials);
        var (p, q) = (successes / trials, (trials - successes) / trials);
        if (p == 0 || q == 0)
        {
            return 1;
        }

        return Math.Exp(
            BinomialProbability.Log(k, firstTrials, p, q) + BinomialProbability.Log(successes - k, secondTrials, p, q)
            - BinomialProbability.Log(successes, trials, p, q));
    }

    private static void Check(long successes, long trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
    }
}
