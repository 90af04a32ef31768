namespace Winnow.Cli.Api;

/// <summary>What a dataset's ingestion has done so far.</summary>
public sealed record DatasetTotals(int Batches, IngestCounts Counts, DateTimeOffset? LastBatchAt);
