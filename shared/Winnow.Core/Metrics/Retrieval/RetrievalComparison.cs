namespace Winnow.Core.Metrics.Retrieval;

/// <summary>What the ranking of one query came to; every number is from 0 to 1.</summary>
/// <param name="Recall">Share of the relevant documents among the first k, for every k of <see cref="RetrievalAccumulator.Cutoffs"/>.</param>
/// <param name="Precision">Relevant documents among the first k / k, likewise.</param>
/// <param name="ReciprocalRank">1 / rank of the first relevant document; 0 when none is ranked.</param>
/// <param name="Ndcg">Normalised discounted cumulative gain of the whole ranking.</param>
/// <param name="NdcgAt10">The same of its first ten.</param>
/// <param name="AveragePrecision">Mean over the relevant documents of the precision at their rank, 0 for those that are not ranked.</param>
public sealed record RetrievalComparison(
    IReadOnlyList<double> Recall, IReadOnlyList<double> Precision, double ReciprocalRank, double Ndcg, double NdcgAt10, double AveragePrecision);
