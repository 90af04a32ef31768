namespace Winnow.Functions.Datasets;

/// <summary>What a snapshot run has to do.</summary>
public sealed record SnapshotInput
{
    /// <summary>Id of the run: 32 lower-case hex digits.</summary>
    public required string Run { get; init; }

    public required string Dataset { get; init; }

    /// <summary>Items of the dataset when the run was asked for: for the progress.</summary>
    public long Total { get; init; }

    /// <summary>Packs that are read at the same time. Default: 8.</summary>
    public int Window { get; init; } = 8;

    /// <summary>Packs whose shards are kept together. Default: 100.</summary>
    public int PacksPerGroup { get; init; } = 100;

    /// <summary>Returned in the events of the run; null when nobody asked for it by message.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Where a long run goes on; null at its start.</summary>
    public SnapshotCheckpoint? Checkpoint { get; init; }
}
