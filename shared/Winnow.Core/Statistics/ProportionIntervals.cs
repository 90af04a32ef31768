using Winnow.Core.Statistics.Internal;

namespace Winnow.Core.Statistics;

/// <summary>Confidence intervals of a proportion: accuracy, recall, a share of failures.</summary>
/// <remarks>Null without trials. One-sided intervals put the whole error on their side; the other end is 0 or 1.</remarks>
public static class ProportionIntervals
{
    /// <summary>E. Wilson's score interval (1927), without continuity correction: close to its level on average, also for few trials.</summary>
    /// <param name="successes">0 to trials.</param>
    /// <param name="trials">Number of trials.</param>
    /// <param name="level">Between 0 and 1.</param>
    /// <param name="sides">Which sides are bounded.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Interval? Wilson(long successes, long trials, double level = 0.95, IntervalSides sides = IntervalSides.Both)
    {
        var tail = Tail(successes, trials, level, sides);
        if (trials == 0)
        {
            return null;
        }

        var (z, share) = (Distributions.NormalQuantile(1 - tail), (double)successes / trials);
        var weight = z * z / trials;
        var centre = (share + (weight / 2)) / (1 + weight);
        var reach = Math.Sqrt((weight * share * (1 - share)) + (weight * weight / 4)) / (1 + weight);
        return Of(successes == 0 ? 0 : centre - reach, successes == trials ? 1 : centre + reach, level, "wilson score", sides);
    }

    /// <summary>C. Clopper and E. Pearson's exact interval (1934): covers at least as often as its level says, never less.</summary>
    /// <param name="successes">0 to trials.</param>
    /// <param name="trials">Number of trials.</param>
    /// <param name="level">Between 0 and 1.</param>
    /// <param name="sides">Which sides are bounded.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Interval? ClopperPearson(long successes, long trials, double level = 0.95, IntervalSides sides = IntervalSides.Both)
    {
        var tail = Tail(successes, trials, level, sides);
        if (trials == 0)
        {
            return null;
        }

        var low = successes == 0 ? 0 : IncompleteBeta.Inverse(successes, trials - successes + 1, tail);
        var high = successes == trials ? 1 : IncompleteBeta.Inverse(successes + 1, trials - successes, 1 - tail);
        return Of(low, high, level, "clopper-pearson", sides);
    }

    private static double Tail(long successes, long trials, double level, IntervalSides sides)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        return level is > 0 and < 1
            ? (1 - level) / (sides == IntervalSides.Both ? 2 : 1)
            : throw new ArgumentOutOfRangeException(nameof(level), level, "A level is between 0 and 1.");
    }

    private static Interval Of(double low, double high, double level, string method, IntervalSides sides) => sides switch
    {
        IntervalSides.Lower => new(low, 1, level, $"{method}|one-sided:lower"),
        IntervalSides.Upper => new(0, high, level, $"{method}|one-sided:upper"),
        _ => new(low, high, level, $"{method}|two-sided"),
    };
}
