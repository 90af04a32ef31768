using Microsoft.DurableTask;

namespace Winnow.Local.TaskHub.Execution;

/// <summary>How an execution ended in a turn.</summary>
internal abstract record TurnEnd
{
    /// <summary>The orchestrator returned.</summary>
    public sealed record Completed(string? Output) : TurnEnd;

    /// <summary>The orchestrator threw.</summary>
    public sealed record Failed(TaskFailureDetails Failure) : TurnEnd;

    /// <summary>The orchestrator asked to continue as new; <paramref name="KeptEvents"/> are the ids of unprocessed events to keep.</summary>
    public sealed record Restarted(string? Input, IReadOnlyList<long> KeptEvents) : TurnEnd;
}
