using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Labels;
using Winnow.Core.Metrics.Classification;

namespace Winnow.Core.Evaluations.Estimators;

/// <summary>ROC-AUC and average precision, one class against the rest, from the probabilities of items: as <see cref="ProbabilityAccumulator"/> computes them.</summary>
public static class RankingEstimator
{
    public static MetricEstimator RocAuc(string metric, IReadOnlyList<string> classes) =>
        Create(metric, classes, static (ranking, weights) => ranking.RocAuc(weights));

    public static MetricEstimator AveragePrecision(string metric, IReadOnlyList<string> classes) =>
        Create(metric, classes, static (ranking, weights) => ranking.AveragePrecision(weights));

    private static WeightsEstimator Create(string metric, IReadOnlyList<string> classes, Score score) =>
        new(metric, (table, rows) => Prepare(table, rows, score), Questions(classes.Count));

    // Of two classes the second is the positive one.
    private static int Questions(int classes) => classes == 2 ? 1 : classes;

    private static Func<ReadOnlySpan<int>, double?> Prepare(OutcomeTable table, int[] rows, Score score)
    {
        var classes = table.ProbabilityClasses;
        if (classes.Count == 0)
        {
            return static _ => null;
        }

        // By number of a class in the table its place among the probabilities; -1: the model does not know it.
        var index = new ClassIndex(classes);
        var placeOf = table.Classes.Select(name => index.TryGetIndex(name, out var place) ? place : -1).ToArray();
        var known = Array.FindAll(rows, row => !double.IsNaN(table.ProbabilitiesOf(row)[0]) && placeOf[table.Truths[row]] >= 0);
        var places = known.Length == rows.Length ? null : PlacesOf(rows, known);
        var rankings = Enumerable.Range(classes.Count == 2 ? 1 : 0, Questions(classes.Count)).Select(one => RankingOf(table, known, placeOf, one)).ToArray();
        return weights => Average(rankings, places is null ? weights : Pick(weights, places), score);
    }

    private static WeightedRanking RankingOf(OutcomeTable table, int[] rows, int[] placeOf, int question)
    {
        var (scores, isPositive) = (new double[rows.Length], new bool[rows.Length]);
        for (var i = 0; i < rows.Length; i++)
        {
            scores[i] = table.ProbabilitiesOf(rows[i])[question];
            isPositive[i] = placeOf[table.Truths[rows[i]]] == question;
        }

        return new(scores, isPositive);
    }

    private static double? Average(WeightedRanking[] rankings, ReadOnlySpan<int> weights, Score score)
    {
        var (sum, count) = (0.0, 0);
        foreach (var ranking in rankings)
        {
            if (score(ranking, weights) is { } value)
            {
                (sum, count) = (sum + value, count + 1);
            }
        }

        return count == 0 ? null : sum / count;
    }

    private static int[] PlacesOf(int[] rows, int[] known)
    {
        var kept = known.ToHashSet();
        return [.. Enumerable.Range(0, rows.Length).Where(i => kept.Contains(rows[i]))];
    }

    private static int[] Pick(ReadOnlySpan<int> weights, int[] places)
    {
        var picked = new int[places.Length];
        for (var i = 0; i < picked.Length; i++)
        {
            picked[i] = weights[places[i]];
        }

        return picked;
    }

    private delegate double? Score(WeightedRanking ranking, ReadOnlySpan<int> weights);
}
