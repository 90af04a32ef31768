namespace Winnow.Cli.Api;

/// <summary>Sums over ingested files.</summary>
public sealed record IngestCounts : ApiObject
{
    /// <summary>Files taken out of the drop zone; an archive is one file.</summary>
    public long Drops { get; init; }

    public long Items { get; init; }

    public long Duplicates { get; init; }

    public long Quarantined { get; init; }

    public long Annotations { get; init; }

    /// <summary>Annotations whose file has not arrived.</summary>
    public long WaitingAnnotations { get; init; }

    public long Bytes { get; init; }

    /// <summary>Time that activities spent, added up, in seconds.</summary>
    public double WorkSeconds { get; init; }
}
