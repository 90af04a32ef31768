namespace Winnow.Core.Statistics;

/// <summary>How large a difference is, beside whether it is there.</summary>
public static class EffectSizes
{
    /// <summary>Cohen's h of two proportions: 2 asin √first − 2 asin √second; 0.2 is small, 0.5 medium, 0.8 large.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A proportion is not from 0 to 1.</exception>
    public static double CohenH(double first, double second) =>
        (2 * Math.Asin(Math.Sqrt(Proportion(first)))) - (2 * Math.Asin(Math.Sqrt(Proportion(second))));

    /// <summary>Cohen's d of paired differences (d_z): their mean over their standard deviation (n − 1).</summary>
    /// <returns>Null with fewer than two differences, or when all are equal.</returns>
    public static double? CohenDz(ReadOnlySpan<double> differences)
    {
        var sample = SampleMoments.Of(differences);
        return sample.Variance > 0 ? sample.Mean / Math.Sqrt(sample.Variance) : null;
    }

    /// <summary>Cliff's delta: P(first &gt; second) − P(first &lt; second), −1 to 1.</summary>
    /// <returns>Null when either is empty.</returns>
    /// <remarks>Time n log n.</remarks>
    public static double? CliffsDelta(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var sorted = second.ToArray();
        Array.Sort(sorted);
        var (dominance, below, notAbove) = (0L, 0, 0);
        var ordered = first.ToArray();
        Array.Sort(ordered);
        foreach (var value in ordered)
        {
            while (below < sorted.Length && sorted[below] < value)
            {
                below++;
            }

            while (notAbove < sorted.Length && sorted[notAbove] <= value)
            {
                notAbove++;
            }

            dominance += below - (sorted.Length - notAbove);
        }

        return ordered.Length == 0 || sorted.Length == 0 ? null : (double)dominance / ordered.Length / sorted.Length;
    }

    /// <summary>Odds ratio of discordant pairs: only the first right / only the second right.</summary>
    /// <returns>Null when the second number is 0.</returns>
    public static double? DiscordantOddsRatio(long onlyFirst, long onlySecond) => onlySecond == 0 ? null : (double)onlyFirst / onlySecond;

    /// <summary>Relative risk: the first proportion over the second.</summary>
    /// <returns>Null when either has no trials, or the second no successes.</returns>
    public static double? RelativeRisk(long firstSuccesses, long firstTrials, long secondSuccesses, long secondTrials) =>
        firstTrials == 0 || secondTrials == 0 || secondSuccesses == 0
            ? null
            : (double)firstSuccesses / firstTrials / ((double)secondSuccesses / secondTrials);

    private static double Proportion(double value) =>
        value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A proportion is from 0 to 1.");
}
