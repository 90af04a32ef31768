using System.Text.Json.Serialization;
using Winnow.Core.Catalogue;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Evaluations.Estimators;
using Winnow.Core.Metrics;
using Winnow.Core.Metrics.Retrieval;

namespace Winnow.Core.Evaluations.Tasks;

/// <summary>Documents in answer to a query. Loss: 1 − nDCG of the first ten; a query without relevant documents has none, and is in no score.</summary>
[method: JsonConstructor]
public sealed class RetrievalEvaluation(RetrievalAccumulator queries, long items) : TaskEvaluation
{
    private const int Shown = 10;
    private const string Judged = "judged", ReciprocalRank = "reciprocal-rank", Ndcg = "ndcg", NdcgAt10 = "ndcg-10", AveragePrecision = "average-precision";
    private static readonly string[] s_parts =
    [
        Judged, ReciprocalRank, Ndcg, NdcgAt10, AveragePrecision,
        .. RetrievalAccumulator.Cutoffs.Select(k => $"recall-{k}"), .. RetrievalAccumulator.Cutoffs.Select(k => $"precision-{k}"),
    ];
    private static readonly MetricEstimator[] s_estimators =
    [
        SumsEstimator.Ratio(RetrievalMetricNames.NdcgAt10, NdcgAt10, Judged), SumsEstimator.Ratio(RetrievalMetricNames.Ndcg, Ndcg, Judged),
        SumsEstimator.Ratio(RetrievalMetricNames.MeanReciprocalRank, ReciprocalRank, Judged),
        SumsEstimator.Ratio(RetrievalMetricNames.MeanAveragePrecision, AveragePrecision, Judged),
        .. RetrievalAccumulator.Cutoffs.Select(k => SumsEstimator.Ratio(RetrievalMetricNames.RecallAt(k), $"recall-{k}", Judged)),
        .. RetrievalAccumulator.Cutoffs.Select(k => SumsEstimator.Ratio(RetrievalMetricNames.PrecisionAt(k), $"precision-{k}", Judged)),
    ];

    public RetrievalEvaluation()
        : this(new RetrievalAccumulator(), 0)
    {
    }

    public RetrievalAccumulator Queries { get; } = queries;

    /// <summary>Queries, those without relevant documents included.</summary>
    public override long Items => items;

    [JsonIgnore]
    public override IReadOnlyList<string> PartNames => s_parts;

    [JsonIgnore]
    public override bool TakesEmpty => true;

    public override bool HasTruth(Annotation annotation) => annotation.Detail?.Relevance is not null;

    public override Comparison? Add(EvaluationCase item)
    {
        var relevance = item.Truth.Detail!.Relevance!;
        var ranking = item.Said.Detail?.Ranking ?? (item.Said.Detail is null ? null : []);
        if (ranking is null)
        {
            return null;
        }

        var compared = Queries.Add(relevance, ranking);
        items++;
        var truth = string.Join(", ", relevance.Where(one => one.Value > 0).OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal).Take(Shown).Select(one => one.Key));
        return new(truth, string.Join(", ", ranking.Take(Shown)), compared is null ? 0 : Math.Clamp(1 - compared.NdcgAt10, 0, 1), PartsOf(compared));
    }

    public override void Merge(TaskEvaluation other)
    {
        var same = Same<RetrievalEvaluation>(other);
        Queries.Merge(same.Queries);
        items += same.Items;
    }

    public override IReadOnlyDictionary<string, Score> GetScores() => Queries.GetScores();

    public override IReadOnlyList<MetricEstimator> GetEstimators() => s_estimators;

    public override Findings GetFindings() => new();

    public override IEnumerable<string> GetNotes() =>
        Queries.LeftOut > 0 ? [$"{Queries.LeftOut} queries have no relevant document: they are in no score."] : [];

    private static double[] PartsOf(RetrievalComparison? compared) => compared is null
        ? new double[s_parts.Length]
        : [1, compared.ReciprocalRank, compared.Ndcg, compared.NdcgAt10, compared.AveragePrecision, .. compared.Recall, .. compared.Precision];
}
