using System.Text.Json.Serialization;
using Winnow.Core.Metrics.Classification.Internal;

namespace Winnow.Core.Metrics.Classification;

/// <summary>Collects the scores of positives and negatives of one yes-or-no question: exact ROC-AUC, average precision, curves, thresholds.</summary>
/// <remarks>
/// Semantics of scikit-learn 1.2.1 (<c>roc_auc_score</c>, <c>average_precision_score</c>, <c>precision_recall_curve</c>, <c>roc_curve</c> with
/// <c>drop_intermediate=False</c>); equal scores form one threshold. Where scikit-learn throws or warns (no positives, or no negatives for ROC)
/// the value is null and the curve empty. Nothing is binned or sampled: the state is a multiset of (score, is positive), so that merging is
/// exact in any order. Memory: 16 bytes per distinct score, at most twice as much while runs are merged, beside a buffer of at most 48 KiB; as
/// JSON about 13.3 bytes. Adding costs amortised O(log n) each. One score can have at most 2,147,483,647 positives and as many negatives.
/// </remarks>
public sealed partial class RankAccumulator
{
    private const int MaxBuffered = 4096;

    // Sorted, each at least twice as long as the next.
    private readonly List<ScoreRuns> levels = [];
    private double[] scores = [];
    private int[] counts = [];
    private int buffered;

    public RankAccumulator()
    {
    }

    /// <summary>Continues from serialised runs.</summary>
    /// <exception cref="ArgumentException">They are damaged.</exception>
    [JsonConstructor]
    public RankAccumulator(IReadOnlyList<byte[]> runs) => Restore(ScoreRunsFormat.Read(runs));

    /// <summary>Distinct scores, ascending, with their counts of positives and negatives; packed in blocks.</summary>
    public IReadOnlyList<byte[]> Runs => ScoreRunsFormat.Write(Settle());

    [JsonIgnore]
    public long Positives { get; private set; }

    [JsonIgnore]
    public long Negatives { get; private set; }

    [JsonIgnore]
    public int DistinctScores => Settle().Count;

    /// <summary>Counts items of one score.</summary>
    /// <param name="score">Higher means more likely positive; finite.</param>
    /// <param name="isPositive">Whether the items are positives.</param>
    /// <param name="count">How many; 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The score is not finite, or the count not positive.</exception>
    public void Add(double score, bool isPositive, int count = 1)
    {
        if (!double.IsFinite(score))
        {
            throw new ArgumentOutOfRangeException(nameof(score), score, "A score is a finite number.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (buffered == scores.Length)
        {
            MakeRoom();
        }

        scores[buffered] = score + 0.0; // −0 becomes 0: they are equal, and so must be their bits
        counts[buffered++] = isPositive ? count : -count;
        Tally(isPositive ? count : 0, isPositive ? 0 : count);
    }

    public void Merge(RankAccumulator other)
    {
        Tally(other.Positives, other.Negatives);
        Push(other.Settle());
    }

    /// <summary>Chance that a positive has a higher score than a negative, ties counting half; null without positives or negatives.</summary>
    public double? RocAuc() => Sum<RocSum>();

    /// <summary>Mean over positives of the precision at their score (a step function, not interpolated); null without positives.</summary>
    public double? AveragePrecision() => Sum<PrecisionSum>();

    private double? Sum<T>()
        where T : struct, IRunSum
    {
        var runs = Settle();
        var sum = default(T);
        for (var i = runs.Count - 1; i >= 0; i--)
        {
            sum.Add(runs.Positives[i], runs.Negatives[i]);
        }

        return sum.Value;
    }

    private void Tally(long positives, long negatives) => (Positives, Negatives) = (Positives + positives, Negatives + negatives);

    private void MakeRoom()
    {
        if (buffered == MaxBuffered)
        {
            Flush();
            return;
        }

        var size = Math.Max(16, buffered * 2);
        Array.Resize(ref scores, size);
        Array.Resize(ref counts, size);
    }

    private void Flush()
    {
        Push(ScoreRuns.Of(scores.AsSpan(0, buffered), counts.AsSpan(0, buffered)));
        buffered = 0;
    }

    // The items of serialised runs are not counted yet.
    private void Restore(ScoreRuns runs)
    {
        for (var i = 0; i < runs.Count; i++)
        {
            Tally(runs.Positives[i], runs.Negatives[i]);
        }

        Push(runs);
    }

    private void Push(ScoreRuns runs)
    {
        while (levels.Count > 0 && levels[^1].Count < 2L * runs.Count)
        {
            runs = ScoreRuns.Merge(levels[^1], runs);
            levels.RemoveAt(levels.Count - 1);
        }

        levels.Add(runs);
    }

    // All in one run.
    private ScoreRuns Settle()
    {
        if (buffered > 0 || levels.Count == 0)
        {
            Flush();
        }

        while (levels.Count > 1)
        {
            var merged = ScoreRuns.Merge(levels[^2], levels[^1]);
            levels.RemoveRange(levels.Count - 2, 2);
            levels.Add(merged);
        }

        return levels[0];
    }
}
