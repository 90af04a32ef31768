using Winnow.Core.Statistics;

namespace Winnow.Core.PseudoLabels;

/// <summary>Finds the lowest score from which on answers are right often enough, with a bound on the probability of being wrong about that.</summary>
/// <remarks>
/// Learn then test (A. Angelopoulos et al., 2021) with fixed-sequence testing. One part of the annotated items, the plan, fixes which thresholds are tested
/// and in which order; the other part tests them. A threshold passes when the one-sided Clopper–Pearson bound of the share of right answers at or above it
/// reaches the target. Tests run from the first threshold downwards and end at the first that fails; the last one that passed is chosen.
/// Because the sequence does not depend on the testing part, the probability that the chosen threshold misses the target is at most the error, whatever the
/// model and however many thresholds were tested. The first threshold is the one at which the plan speaks most clearly for the target, not the highest: high
/// ones have too few answers to pass. Bad plans cost pseudo-labels, never the promise.
/// </remarks>
public static class ThresholdSearch
{
    /// <summary>How many right answers in a row it takes to pass.</summary>
    /// <param name="target">Between 0 and 1.</param>
    /// <param name="error">Between 0 and 1.</param>
    public static int LeastAnswers(double target, double error) => (int)Math.Ceiling(Math.Log(error) / Math.Log(target));

    /// <summary>Searches.</summary>
    /// <param name="plan">Fixes the thresholds.</param>
    /// <param name="test">Tests them.</param>
    /// <param name="target">Least share of right answers; between 0 and 1.</param>
    /// <param name="error">Most probability that the chosen threshold misses the target; between 0 and 1.</param>
    public static ClassThreshold Find(IReadOnlyList<ScoredAnswer> plan, IReadOnlyList<ScoredAnswer> test, double target, double error)
    {
        var none = new ClassThreshold { Tested = test.Count };
        var least = LeastAnswers(target, error);
        if (test.Count < least)
        {
            return none with { Reason = $"{test.Count} annotated items with this answer are too few: it takes {least}." };
        }

        var sequence = PlanSequence(plan, target, (double)least * plan.Count / test.Count);
        if (sequence.Count == 0)
        {
            return none with { Reason = "Too few annotated items with this answer to plan by." };
        }

        var answers = test.OrderByDescending(answer => answer.Score).ToList();
        var chosen = none with { Reason = "At no threshold is the precision high enough, with the confidence that is asked for." };
        var (accepted, right) = (0, 0);
        foreach (var threshold in sequence)
        {
            for (; accepted < answers.Count && answers[accepted].Score >= threshold; accepted++)
            {
                right += answers[accepted].IsRight ? 1 : 0;
            }

            if (!(ProportionIntervals.ClopperPearson(right, accepted, 1 - error, IntervalSides.Lower)?.Low >= target))
            {
                break;
            }

            chosen = none with { Threshold = threshold, Accepted = accepted, Right = right };
        }

        return chosen;
    }

    /// <summary>Scores of the plan, falling, from the most promising one on; those with fewer answers than <paramref name="least"/> cannot pass.</summary>
    private static List<double> PlanSequence(IReadOnlyList<ScoredAnswer> plan, double target, double least)
    {
        var answers = plan.OrderByDescending(answer => answer.Score).ToList();
        var scores = new List<double>();
        var (best, start, right) = (double.NegativeInfinity, 0, 0);
        for (var i = 0; i < answers.Count; i++)
        {
            right += answers[i].IsRight ? 1 : 0;
            if (i + 1 < least || (i + 1 < answers.Count && answers[i + 1].Score == answers[i].Score))
            {
                continue;
            }

            var evidence = (right - (target * (i + 1))) / Math.Sqrt(i + 1);
            (best, start) = evidence > best ? (evidence, scores.Count) : (best, start);
            scores.Add(answers[i].Score);
        }

        return scores.GetRange(start, scores.Count - start);
    }
}
