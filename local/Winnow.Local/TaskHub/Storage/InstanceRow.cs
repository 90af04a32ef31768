using Microsoft.DurableTask.Client;

namespace Winnow.Local.TaskHub.Storage;

/// <summary>An orchestration as a turn needs to know it.</summary>
/// <param name="Key">The hub's own number for the instance; never used twice.</param>
/// <param name="Id">The instance id.</param>
/// <param name="Name">The orchestrator's name.</param>
internal sealed record InstanceRow(long Key, string Id, string Name)
{
    public required OrchestrationRuntimeStatus Status { get; init; }

    /// <summary>Grows with every continuation as new.</summary>
    public required int Execution { get; init; }

    /// <summary>Turns taken in this execution.</summary>
    public required int Turns { get; init; }

    /// <summary>Id of the last event that a turn has seen.</summary>
    public required long LastEvent { get; init; }

    /// <summary>The orchestration's clock in its last turn (UTC).</summary>
    public required DateTime TurnTime { get; init; }

    /// <summary>When it may begin (UTC).</summary>
    public required DateTime StartAt { get; init; }

    public string? Input { get; init; }

    public ParentRow? Parent { get; init; }

    public bool IsLive => Status.IsLive();
}
