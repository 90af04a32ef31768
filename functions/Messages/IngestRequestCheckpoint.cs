namespace Winnow.Functions.Messages;

/// <summary>Where a request for ingestion goes on after ContinueAsNew.</summary>
/// <param name="StartedAt">When it began, UTC.</param>
public sealed record IngestRequestCheckpoint(DateTime StartedAt)
{
    /// <summary>Pages that were planned.</summary>
    public int Pages { get; init; }

    /// <summary>Of the listing; null at its start.</summary>
    public string? Continuation { get; init; }

    /// <summary>Whether everything that is to be dropped has been.</summary>
    public bool IsCopied { get; init; }

    /// <summary>What copying did.</summary>
    public CopyCounts Copied { get; init; } = new(0, 0);

    /// <summary>The batch that may still hold files of this request; null while it is not known, or when there is none.</summary>
    public string? AwaitedBatch { get; init; }
}
