namespace Winnow.Functions.Ingestion;

/// <summary>A range of a batch's shards.</summary>
public sealed record IngestGroupInput(string Dataset, string Batch, int FirstShard, int Shards, int Window);
