namespace Winnow.Core.Tests.Metrics.Retrieval;

/// <summary>tests/reference/retrieval.json: numbers of trec_eval, scikit-learn and of the definitions for embeddings.</summary>
internal sealed record RetrievalReference(
    string TrecEval, string ScikitLearn, RetrievalReference.Query[] Trec, RetrievalReference.Query[] Sklearn, RetrievalReference.Embedding[] Embeddings)
{
    public static RetrievalReference Load() => ReferenceJson.Load<RetrievalReference>("retrieval");

    /// <summary>Without a relevant document: no numbers.</summary>
    internal sealed record Query(
        Dictionary<string, double> Relevance, string[] Ranking, double? Map, double Mrr, double Ndcg, double NdcgAt10, double[]? Recall, double[]? Precision);

    /// <summary>Per item: rank of the first hit, MAP@R; null for the only item of a label.</summary>
    internal sealed record Embedding(string[] Labels, float[][] Vectors, double[]?[] Items);
}
