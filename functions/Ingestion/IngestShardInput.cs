namespace Winnow.Functions.Ingestion;

/// <summary>One shard of a batch.</summary>
public sealed record IngestShardInput(string Dataset, string Batch, int Shard);
