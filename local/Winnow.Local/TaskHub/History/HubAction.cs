namespace Winnow.Local.TaskHub.History;

/// <summary>Something that orchestrator code asked for.</summary>
/// <param name="Kind">What it asked for.</param>
/// <param name="TaskId">The sequence number of the task within the execution.</param>
/// <param name="Name">Name of the activity, sub-orchestrator or event; empty for timers.</param>
internal sealed record HubAction(ActionKind Kind, int TaskId, string Name)
{
    /// <summary>The serialised input or payload.</summary>
    public string? Data { get; init; }

    /// <summary>Instance id of the sub-orchestration, or of the instance that the event is sent to.</summary>
    public string? Target { get; init; }

    /// <summary>When a timer is due (UTC).</summary>
    public DateTime Due { get; init; }

    public ActionSignature Signature => new(Kind, TaskId, Name, StableHash.Of(Data) ^ StableHash.Of(Target) ^ Due.Ticks);
}
