using Winnow.Local.TaskHub.History;

namespace Winnow.Local.TaskHub.Execution;

/// <summary>What one turn of orchestrator code led to.</summary>
/// <param name="Actions">What the code asked for, in order.</param>
/// <param name="End">How the execution ended, or null while it waits for events.</param>
internal sealed record TurnOutcome(IReadOnlyList<HubAction> Actions, TurnEnd? End)
{
    /// <summary>Whether the code set a custom status in this turn.</summary>
    public bool HasCustomStatus { get; init; }

    public string? CustomStatus { get; init; }
}
