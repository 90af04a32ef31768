using Winnow.Core.Ingestion;

namespace Winnow.Core.Catalogue;

/// <summary>What a dataset's ingestion has done so far.</summary>
/// <param name="Batches">Batches that are done.</param>
/// <param name="Counts">Their sum.</param>
/// <param name="LastBatchAt">When the newest of them ended; null before the first.</param>
public sealed record DatasetTotals(int Batches, IngestCounts Counts, DateTimeOffset? LastBatchAt);
