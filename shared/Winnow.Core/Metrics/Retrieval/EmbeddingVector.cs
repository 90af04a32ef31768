namespace Winnow.Core.Metrics.Retrieval;

/// <summary>An item of <see cref="EmbeddingAccumulator"/> as it is serialised.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Label">Its label.</param>
/// <param name="Vector">Its vector, scaled to length 1: single-precision numbers, little-endian.</param>
public sealed record EmbeddingVector(string Id, string Label, byte[] Vector);
