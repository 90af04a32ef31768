using Winnow.Core.Ingestion;

namespace Winnow.Core.Events;

/// <summary>What became of files, as events tell it. Meanings are those of <see cref="IngestCounts"/>.</summary>
public sealed record IngestedCounts(
    long Drops, long Items, long Duplicates, long Quarantined, long Annotations, long WaitingAnnotations, long Bytes)
{
    public static IngestedCounts From(IngestCounts counts) => new(
        counts.Drops, counts.Items, counts.Duplicates, counts.Quarantined, counts.Annotations, counts.WaitingAnnotations, counts.Bytes);
}
