namespace Winnow.Core.Ingestion;

/// <summary>What ingestion did with the files of a shard, a batch or a dataset. Merging is addition.</summary>
public sealed record IngestCounts
{
    /// <summary>Files taken out of the drop zone; an archive is one file.</summary>
    public long Drops { get; init; }

    /// <summary>New items.</summary>
    public long Items { get; init; }

    /// <summary>Files whose content was already an item of the dataset.</summary>
    public long Duplicates { get; init; }

    /// <summary>Files, archive entries and annotation rows that were refused.</summary>
    public long Quarantined { get; init; }

    /// <summary>Annotations read from annotation files.</summary>
    public long Annotations { get; init; }

    /// <summary>How many annotations began to wait for their file, less those whose file has come: negative where files came for annotations of earlier batches.</summary>
    /// <remarks>The sum over all batches is how many still wait, give or take shards that were repeated after a crash, or met their annotations at the same moment.</remarks>
    public long WaitingAnnotations { get; init; }

    /// <summary>Bytes of item content.</summary>
    public long Bytes { get; init; }

    /// <summary>Time that activities spent on it, in seconds, added up over shards.</summary>
    public double WorkSeconds { get; init; }

    public static IngestCounts operator +(IngestCounts a, IngestCounts b) => a.Add(b);

    public IngestCounts Add(IngestCounts other) => new()
    {
        Drops = Drops + other.Drops,
        Items = Items + other.Items,
        Duplicates = Duplicates + other.Duplicates,
        Quarantined = Quarantined + other.Quarantined,
        Annotations = Annotations + other.Annotations,
        WaitingAnnotations = WaitingAnnotations + other.WaitingAnnotations,
        Bytes = Bytes + other.Bytes,
        WorkSeconds = WorkSeconds + other.WorkSeconds,
    };
}
