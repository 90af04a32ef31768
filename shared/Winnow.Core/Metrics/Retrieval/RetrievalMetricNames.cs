namespace Winnow.Core.Metrics.Retrieval;

/// <summary>Names of the scores of rankings and of embeddings.</summary>
public static class RetrievalMetricNames
{
    public const string MeanReciprocalRank = "mrr";
    public const string Ndcg = "ndcg";
    public const string NdcgAt10 = "ndcg@10";
    public const string MeanAveragePrecision = "map";
    public const string EmbeddingMeanReciprocalRank = "embedding-mrr";
    public const string MeanAveragePrecisionAtR = "map@r";

    /// <summary>"recall@1", "recall@5", …</summary>
    public static string RecallAt(int k) => $"recall@{k}";

    /// <summary>"precision@1", "precision@5", …</summary>
    public static string PrecisionAt(int k) => $"precision@{k}";

    /// <summary>"embedding-recall@1", "embedding-recall@5", …</summary>
    public static string EmbeddingRecallAt(int k) => $"embedding-recall@{k}";
}
