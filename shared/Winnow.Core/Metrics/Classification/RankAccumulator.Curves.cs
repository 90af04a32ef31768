using Winnow.Core.Metrics.Classification.Internal;

namespace Winnow.Core.Metrics.Classification;

public sealed partial class RankAccumulator
{
    /// <summary>The ROC curve from (0, 0) to (1, 1), the highest threshold first; empty without positives or negatives.</summary>
    /// <param name="maxPoints">For plots, 2 or more: at most so many points, the ends and the corners that stand out most; null: all.</param>
    public IReadOnlyList<RocPoint> GetRocCurve(int? maxPoints = null)
    {
        var curve = new RankCurve(Settle());
        var exists = curve.Positives > 0 && curve.Negatives > 0;
        return [.. Choose(curve, exists, curve.FalsePositiveRate, curve.Recall, maxPoints)
            .Select(i => new RocPoint(curve.Threshold(i), curve.FalsePositiveRate(i), curve.Recall(i)))];
    }

    /// <summary>The precision-recall curve from recall 0 to 1, the highest threshold first (scikit-learn's reversed); empty without positives.</summary>
    /// <param name="maxPoints">For plots, 2 or more: at most so many points, the ends and the corners that stand out most; null: all.</param>
    public IReadOnlyList<PrecisionRecallPoint> GetPrecisionRecallCurve(int? maxPoints = null)
    {
        var curve = new RankCurve(Settle());
        return [.. Choose(curve, curve.Positives > 0, curve.Recall, curve.Precision, maxPoints)
            .Select(i => new PrecisionRecallPoint(curve.Threshold(i), curve.Precision(i), curve.Recall(i)))];
    }

    /// <summary>The threshold with the highest F1, of equals the highest; a score that occurs. Null without positives.</summary>
    public ThresholdScore? BestThreshold()
    {
        var curve = new RankCurve(Settle());
        var best = 1;
        for (var i = 2; i < curve.Count; i++)
        {
            best = curve.Counts(i).F1 > curve.Counts(best).F1 ? i : best;
        }

        return curve.Positives == 0 ? null : Score(curve.Threshold(best)!.Value, curve.Counts(best));
    }

    /// <summary>Precision, recall and F1 at some thresholds, in their order.</summary>
    /// <exception cref="ArgumentException">A threshold is NaN.</exception>
    public IReadOnlyList<ThresholdScore> AtThresholds(params IReadOnlyList<double> thresholds)
    {
        if (thresholds.Any(double.IsNaN))
        {
            throw new ArgumentException("A threshold is a number, not NaN.", nameof(thresholds));
        }

        var curve = new RankCurve(Settle());
        return [.. thresholds.Select(threshold => Score(threshold, curve.Counts(curve.IndexAt(threshold))))];
    }

    private static int[] Choose(RankCurve curve, bool exists, Func<int, double> x, Func<int, double> y, int? maxPoints)
    {
        var budget = maxPoints ?? int.MaxValue;
        ArgumentOutOfRangeException.ThrowIfLessThan(budget, 2, nameof(maxPoints));
        var indices = Enumerable.Range(0, exists ? curve.Count : 0);
        return CurveThinning.Choose([.. indices.Select(x)], [.. indices.Select(y)], budget);
    }

    private static ThresholdScore Score(double threshold, ClassCounts counts) => new(threshold, counts.Precision, counts.Recall, counts.F1);
}
