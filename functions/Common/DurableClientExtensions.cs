using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Winnow.Functions.Common;

/// <summary>Starting an orchestration at most once.</summary>
public static class DurableClientExtensions
{
    /// <summary>Starts the orchestration unless an instance with this id is there.</summary>
    /// <param name="client">The durable client.</param>
    /// <param name="orchestrator">Name of the orchestrator function.</param>
    /// <param name="input">Its input.</param>
    /// <param name="instanceId">The id, derived from the request.</param>
    /// <param name="restartEnded">Whether an instance that has ended is replaced by a new one.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Whether this call started it.</returns>
    /// <remarks>Two callers at once: the backend refuses the second one, with an exception whose type depends on the backend; that the instance is there then says it all.</remarks>
    public static async Task<bool> StartOnceAsync(
        this DurableTaskClient client, TaskName orchestrator, object? input, string instanceId, bool restartEnded, CancellationToken cancellationToken)
    {
        if (Blocks(await client.GetInstanceAsync(instanceId, cancellationToken), restartEnded))
        {
            return false;
        }

        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(instanceId), cancellationToken);
            return true;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            if (Blocks(await client.GetInstanceAsync(instanceId, cancellationToken), restartEnded))
            {
                return false;
            }

            throw;
        }
    }

    private static bool Blocks(OrchestrationMetadata? instance, bool restartEnded) => instance is not null && !(restartEnded && instance.IsCompleted);
}
