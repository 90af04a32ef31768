namespace Winnow.Core.Ingestion;

/// <summary>A batch of drops that are ingested together.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Batch">Its name: sortable by time, letters and digits only.</param>
/// <param name="TakenAt">When it was taken: the ingestion time of its items, so that a repeated shard writes the same rows.</param>
/// <param name="Shards">How many shards it has.</param>
/// <param name="Drops">How many drops.</param>
/// <param name="Bytes">Their size together.</param>
public sealed record BatchManifest(string Dataset, string Batch, DateTimeOffset TakenAt, int Shards, int Drops, long Bytes);
