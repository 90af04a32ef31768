namespace Winnow.Core.Events;

/// <summary>Data of <see cref="EventTypes.ItemsIngested"/>: a batch was ingested, or all files of a message.</summary>
public sealed record ItemsIngested
{
    public required string Dataset { get; init; }

    /// <summary>The batch; null for a message.</summary>
    public string? Batch { get; init; }

    /// <summary>The run of the message; null for a batch.</summary>
    public string? Run { get; init; }

    /// <summary>Files that the message asked for; null for a batch.</summary>
    public long? Files { get; init; }

    /// <summary>Those of them that could not be dropped; null for a batch.</summary>
    public long? Refused { get; init; }

    public required IngestedCounts Counts { get; init; }
}
