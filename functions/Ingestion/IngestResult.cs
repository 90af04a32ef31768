using Winnow.Core.Ingestion;

namespace Winnow.Functions.Ingestion;

/// <summary>What became of a batch.</summary>
/// <param name="Counts">Sums over its shards; <see cref="IngestCounts.Quarantined"/> are the refusals.</param>
/// <param name="Seconds">From the start of its first shard to the end of its last one.</param>
public sealed record IngestResult(IngestCounts Counts, double Seconds);
