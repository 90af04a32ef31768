using Winnow.Core.Metrics.Classification.Internal;

namespace Winnow.Core.Metrics.Classification;

public sealed partial class MultiLabelAccumulator
{
    /// <summary>Precision, recall and F1 of every label, in the order of <see cref="Labels"/>.</summary>
    public IReadOnlyList<ClassScore> GetClassScores() =>
        [.. Labels.Select(row => ClassScore.Of(row.Label, new(row.Hits, row.Support, row.Predicted)))];

    /// <summary>ROC-AUC, average precision and best threshold of every class; null when there are no <see cref="Rankings"/>.</summary>
    public IReadOnlyList<ClassRanking>? GetClassRankings() => rankings?.Describe();

    /// <summary>All scores by the names of <see cref="ClassificationMetricNames"/>; those of probabilities only with fixed classes.</summary>
    public IReadOnlyDictionary<string, Score> GetScores()
    {
        const string Semantics = "zero-division:0|scikit-learn 1.2.1 semantics";
        var scope = $"classes:{labels.Count}, {(classes is null ? "union of true and predicted labels" : "fixed list")}";
        var scores = new Dictionary<string, Score>
        {
            [ClassificationMetricNames.SubsetAccuracy] = new(Items == 0 ? null : (double)Sums.Exact / Items, "subset-accuracy|equal sets/items"),
            [ClassificationMetricNames.HammingLoss] = new(
                Items == 0 || labels.Count == 0 ? null : Sums.Differences / ((double)Items * labels.Count),
                $"hamming-loss|{scope}|scikit-learn 1.2.1 semantics"),
            [ClassificationMetricNames.SamplesPrecision] = new(FixedPoint.Mean(Sums.Precision, Items), $"precision|average:samples|{Semantics}"),
            [ClassificationMetricNames.SamplesRecall] = new(FixedPoint.Mean(Sums.Recall, Items), $"recall|average:samples|{Semantics}"),
            [ClassificationMetricNames.SamplesF1] = new(FixedPoint.Mean(Sums.F1, Items), $"f1|average:samples|{Semantics}"),
            [ClassificationMetricNames.SamplesJaccard] = new(FixedPoint.Mean(Sums.Jaccard, Items), $"jaccard|average:samples|{Semantics}"),
        };
        AddAverages(scores, $"{scope}|{Semantics}");
        AddRankScores(scores);
        return scores;
    }

    private void AddAverages(Dictionary<string, Score> scores, string choices)
    {
        var rows = Labels.Select(row => new ClassCounts(row.Hits, row.Support, row.Predicted)).ToArray();
        foreach (var averaging in Enum.GetValues<Averaging>())
        {
            foreach (var ratio in Enum.GetValues<ClassRatio>())
            {
                var name = ClassificationMetricNames.Average(averaging, ratio);
                var value = Items == 0 ? null : ConfusionMetrics.Average(rows, ratio, averaging, countAbsent: true);
                scores[name] = new(value, $"{name}|{choices}");
            }
        }
    }

    private void AddRankScores(Dictionary<string, Score> scores)
    {
        if (rankings is null)
        {
            return;
        }

        var (pool, pooled) = (rankings.Pool(), "average:micro, pairs of item and class");
        scores[ClassificationMetricNames.RocAuc] = rankings.Average("roc-auc", ranking => ranking.RocAuc(), isWeighted: false);
        scores[ClassificationMetricNames.MicroRocAuc] = rankings.Score("roc-auc", pool?.RocAuc(), pooled);
        scores[ClassificationMetricNames.AveragePrecision] =
            rankings.Average("average-precision", ranking => ranking.AveragePrecision(), isWeighted: false);
        scores[ClassificationMetricNames.MicroAveragePrecision] = rankings.Score("average-precision", pool?.AveragePrecision(), pooled);
        scores[ClassificationMetricNames.LabelRankingAveragePrecision] = new(
            FixedPoint.Mean(Sums.RankingPrecision, Sums.RankedItems), "lrap|ties:all before|all or no labels true:1|scikit-learn 1.2.1 semantics");
    }
}
