using System.Text.Json.Serialization;
using Winnow.Core.Metrics.Retrieval.Internal;

namespace Winnow.Core.Metrics.Retrieval;

/// <summary>Collects rankings of documents for queries: recall and precision at k, MRR, nDCG, MAP.</summary>
/// <remarks>
/// As trec_eval 10.0 defines them: a document is relevant when its relevance is above 0; gains are linear, discounted by log₂(rank + 1) (K. Järvelin and
/// J. Kekäläinen 2002; scikit-learn's <c>ndcg_score</c> is the same); precision at k divides by k however short the ranking is; the scores are plain
/// means over queries. A query without a relevant document is left out and counted in the signatures; trec_eval would count it with 0. A query with an
/// empty ranking counts with 0, as under trec_eval's -c. A ranking is taken as it is: trec_eval would sort it again by score and name.
/// Merging is exact, in any order (<see cref="ExactMean"/>). Memory: a fixed part and that of the longest ranking.
/// </remarks>
public sealed class RetrievalAccumulator
{
    private const double MaxRelevance = 1e9;
    private static readonly int[] s_cutoffs = [1, 5, 10, 100];
    private readonly ExactMean[] recall;
    private readonly ExactMean[] precision;
    private readonly RankingComparer comparer = new();

    public RetrievalAccumulator()
        : this(new ExactMean[s_cutoffs.Length], new ExactMean[s_cutoffs.Length], default, default, default, default, 0)
    {
    }

    /// <summary>Continues from serialised means.</summary>
    [JsonConstructor]
    public RetrievalAccumulator(
        IReadOnlyList<ExactMean> recall, IReadOnlyList<ExactMean> precision, ExactMean reciprocalRank, ExactMean ndcg, ExactMean ndcgAt10,
        ExactMean averagePrecision, long leftOut)
    {
        (this.recall, this.precision) = (Copy(recall, nameof(recall)), Copy(precision, nameof(precision)));
        (ReciprocalRank, Ndcg, NdcgAt10, AveragePrecision, LeftOut) = (reciprocalRank, ndcg, ndcgAt10, averagePrecision, leftOut);
    }

    /// <summary>The values of k: 1, 5, 10, 100.</summary>
    public static IReadOnlyList<int> Cutoffs => s_cutoffs;

    /// <summary>One mean per cut-off.</summary>
    public IReadOnlyList<ExactMean> Recall => recall;

    /// <summary>One mean per cut-off.</summary>
    public IReadOnlyList<ExactMean> Precision => precision;

    public ExactMean ReciprocalRank { get; private set; }

    public ExactMean Ndcg { get; private set; }

    public ExactMean NdcgAt10 { get; private set; }

    public ExactMean AveragePrecision { get; private set; }

    /// <summary>Queries without a relevant document, which no score counts.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Compares a ranking with what is relevant and counts it.</summary>
    /// <param name="relevance">Of documents, by id, 0 (not relevant) to 10⁹; a document that is not in it is not relevant.</param>
    /// <param name="ranking">Ids, the best first.</param>
    /// <returns>The query's numbers; null when no document is relevant.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A relevance is negative, above 10⁹ or not a number.</exception>
    /// <exception cref="ArgumentException">A document is ranked twice.</exception>
    public RetrievalComparison? Add(IReadOnlyDictionary<string, double> relevance, IReadOnlyList<string> ranking)
    {
        Check(relevance);
        if (comparer.Compare(relevance, ranking) is not { } item)
        {
            LeftOut++;
            return null;
        }

        for (var i = 0; i < s_cutoffs.Length; i++)
        {
            (recall[i], precision[i]) = (recall[i].Plus(item.Recall[i]), precision[i].Plus(item.Precision[i]));
        }

        (ReciprocalRank, AveragePrecision) = (ReciprocalRank.Plus(item.ReciprocalRank), AveragePrecision.Plus(item.AveragePrecision));
        (Ndcg, NdcgAt10) = (Ndcg.Plus(item.Ndcg), NdcgAt10.Plus(item.NdcgAt10));
        return item;
    }

    public void Merge(RetrievalAccumulator other)
    {
        for (var i = 0; i < s_cutoffs.Length; i++)
        {
            (recall[i], precision[i]) = (recall[i] + other.recall[i], precision[i] + other.precision[i]);
        }

        (ReciprocalRank, AveragePrecision) = (ReciprocalRank + other.ReciprocalRank, AveragePrecision + other.AveragePrecision);
        (Ndcg, NdcgAt10, LeftOut) = (Ndcg + other.Ndcg, NdcgAt10 + other.NdcgAt10, LeftOut + other.LeftOut);
    }

    /// <summary>All scores by the names of <see cref="RetrievalMetricNames"/>, 0 to 1; null without a query that has a relevant document.</summary>
    public IReadOnlyDictionary<string, Score> GetScores()
    {
        var scores = new Dictionary<string, Score>
        {
            [RetrievalMetricNames.MeanReciprocalRank] = ScoreOf(ReciprocalRank, "mrr"),
            [RetrievalMetricNames.Ndcg] = ScoreOf(Ndcg, "ndcg|gain:linear|discount:log2(rank + 1)"),
            [RetrievalMetricNames.NdcgAt10] = ScoreOf(NdcgAt10, "ndcg@10|gain:linear|discount:log2(rank + 1)"),
            [RetrievalMetricNames.MeanAveragePrecision] = ScoreOf(AveragePrecision, "map"),
        };
        for (var i = 0; i < s_cutoffs.Length; i++)
        {
            var k = s_cutoffs[i];
            scores[RetrievalMetricNames.RecallAt(k)] = ScoreOf(recall[i], $"recall@{k}|share of relevant documents");
            scores[RetrievalMetricNames.PrecisionAt(k)] = ScoreOf(precision[i], $"precision@{k}|short rankings:divide by k");
        }

        return scores;
    }

    private Score ScoreOf(ExactMean mean, string what) => new(
        mean.Value, $"{what}|relevant:above 0|mean over queries|queries without relevant documents, left out:{LeftOut}|trec_eval 10.0 semantics");

    private static void Check(IReadOnlyDictionary<string, double> relevance)
    {
        foreach (var (id, value) in relevance)
        {
            if (!(value is >= 0 and <= MaxRelevance))
            {
                throw new ArgumentOutOfRangeException(nameof(relevance), value, $"The relevance of '{id}' is not from 0 to {MaxRelevance}.");
            }
        }
    }

    private static ExactMean[] Copy(IReadOnlyList<ExactMean> means, string name) => means.Count == s_cutoffs.Length
        ? [.. means]
        : throw new ArgumentException($"{means.Count} means were given; there are {s_cutoffs.Length} cut-offs.", name);
}
