using Winnow.Core.Metrics.Classification.Internal;

namespace Winnow.Core.Metrics.Classification;

/// <summary>A ranking that is sorted once and then scored under many integer weights of its items: for the bootstrap.</summary>
/// <remarks>
/// A weight of n counts an item n times, so that every score equals that of <see cref="RankAccumulator"/> over the resample (and scikit-learn's
/// with <c>sample_weight</c>). Preparing is O(n log n); each score is O(n) without garbage. Memory: 6 bytes per item. Safe for concurrent reads.
/// </remarks>
public sealed class WeightedRanking
{
    // From the highest score down.
    private readonly int[] items;
    private readonly bool[] positives;
    private readonly bool[] endsRun;

    /// <param name="scores">Of every item; finite.</param>
    /// <param name="isPositive">Of every item.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a score is not finite.</exception>
    public WeightedRanking(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isPositive)
    {
        if (scores.Length != isPositive.Length)
        {
            throw new ArgumentException($"{scores.Length} scores were given with {isPositive.Length} answers.", nameof(isPositive));
        }

        var keys = new double[scores.Length];
        (items, positives, endsRun) = (new int[keys.Length], new bool[keys.Length], new bool[keys.Length]);
        for (var i = 0; i < keys.Length; i++)
        {
            if (!double.IsFinite(scores[i]))
            {
                throw new ArgumentException($"Score {i} is {scores[i]}; a score is a finite number.", nameof(scores));
            }

            (keys[i], items[i]) = (-scores[i], i);
        }

        Array.Sort(keys, items);
        for (var i = 0; i < keys.Length; i++)
        {
            positives[i] = isPositive[items[i]];
            endsRun[i] = i + 1 == keys.Length || keys[i + 1] != keys[i];
        }
    }

    /// <summary>How many items there are.</summary>
    public int Count => items.Length;

    /// <summary>ROC-AUC of the weighted items; null when no positive or no negative has weight.</summary>
    /// <param name="weights">Of every item, in the order of the constructor; 0 or more.</param>
    /// <exception cref="ArgumentException">There are more or fewer weights than items, or one is negative.</exception>
    public double? RocAuc(ReadOnlySpan<int> weights) => Sum<RocSum>(weights);

    /// <summary>Average precision of the weighted items; null when no positive has weight.</summary>
    /// <param name="weights">Of every item, in the order of the constructor; 0 or more.</param>
    /// <exception cref="ArgumentException">There are more or fewer weights than items, or one is negative.</exception>
    public double? AveragePrecision(ReadOnlySpan<int> weights) => Sum<PrecisionSum>(weights);

    private double? Sum<T>(ReadOnlySpan<int> weights)
        where T : struct, IRunSum
    {
        Check(weights);
        var sum = default(T);
        var (positive, all) = (0L, 0L);
        for (var i = 0; i < items.Length; i++)
        {
            long weight = weights[items[i]];
            positive += positives[i] ? weight : 0;
            all += weight;
            if (endsRun[i])
            {
                sum.Add(positive, all - positive);
                (positive, all) = (0, 0);
            }
        }

        return sum.Value;
    }

    private void Check(ReadOnlySpan<int> weights)
    {
        if (weights.Length != items.Length)
        {
            throw new ArgumentException($"{weights.Length} weights were given for {items.Length} items.", nameof(weights));
        }

        var negative = weights.IndexOfAnyInRange(int.MinValue, -1);
        if (negative >= 0)
        {
            throw new ArgumentException($"Weight {negative} is {weights[negative]}; a weight is 0 or more.", nameof(weights));
        }
    }
}
