using Microsoft.DurableTask.Client;

namespace Winnow.Local.TaskHub.Storage;

/// <summary>Tells the statuses that go on from those that are an end.</summary>
internal static class StatusExtensions
{
    public static bool IsLive(this OrchestrationRuntimeStatus status) => status
        is OrchestrationRuntimeStatus.Pending or OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Suspended;
}
