namespace Winnow.Local.TaskHub.History;

/// <summary>What can happen to an orchestration from outside its code.</summary>
internal enum EventKind
{
    TaskCompleted,
    TaskFailed,
    TimerFired,
    EventRaised,
}
