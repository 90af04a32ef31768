using Winnow.Core.Ingestion;

namespace Winnow.Functions.Ingestion;

/// <summary>A batch whose shards are all done, and what they did.</summary>
public sealed record RecordBatchInput(string Dataset, string Batch, IngestCounts Counts);
