namespace Winnow.Core.Metrics.Retrieval;

/// <summary>What the nearest neighbours of one item came to.</summary>
/// <param name="Id">The item.</param>
/// <param name="Label">Its label.</param>
/// <param name="FirstHit">Rank of the most similar item of its label, from 1; null when it is the only one of its label.</param>
/// <param name="AveragePrecisionAtR">Mean precision at the hits among its R nearest neighbours, R being the others of its label; null when there are none.</param>
public sealed record EmbeddingComparison(string Id, string Label, int? FirstHit, double? AveragePrecisionAtR);
