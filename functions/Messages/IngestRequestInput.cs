using Winnow.Storage.Messages;

namespace Winnow.Functions.Messages;

/// <summary>Files that a message wants to have ingested.</summary>
public sealed record IngestRequestInput
{
    /// <summary>Id of the run: 32 lower-case hex digits, derived from the message id.</summary>
    public required string Run { get; init; }

    public required string Dataset { get; init; }

    /// <summary>Where the files are listed.</summary>
    public required RequestSource Source { get; init; }

    /// <summary>Returned in the event.</summary>
    public required string CorrelationId { get; init; }

    /// <inheritdoc cref="MessagesOptions.CopyWindow"/>
    public required int CopyWindow { get; init; }

    /// <inheritdoc cref="MessagesOptions.PollSeconds"/>
    public required double PollSeconds { get; init; }

    /// <summary>Where the run goes on; null at its start.</summary>
    public IngestRequestCheckpoint? Checkpoint { get; init; }
}
