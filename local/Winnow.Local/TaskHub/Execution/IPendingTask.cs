using Winnow.Local.TaskHub.History;

namespace Winnow.Local.TaskHub.Execution;

/// <summary>A task that orchestrator code waits for.</summary>
internal interface IPendingTask
{
    void Complete(HubEvent completion);
}
