namespace Winnow.Local.TaskHub.History;

/// <summary>What orchestrator code can ask for.</summary>
internal enum ActionKind
{
    CallActivity,
    CallSubOrchestrator,
    CreateTimer,
    CancelTimer,
    SendEvent,
}
