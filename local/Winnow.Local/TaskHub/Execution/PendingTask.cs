using Microsoft.DurableTask;
using Winnow.Local.TaskHub.History;

namespace Winnow.Local.TaskHub.Execution;

/// <summary>An activity, sub-orchestration, timer or event that orchestrator code waits for.</summary>
internal sealed class PendingTask<T>(string name, int taskId, DataConverter converter) : IPendingTask
{
    // Continuations run inline, on the turn: that is what makes their order the same in every replay.
    private readonly TaskCompletionSource<T> source = new();

    public Task<T> Task => source.Task;

    public bool IsCompleted => source.Task.IsCompleted;

    public bool Cancel(CancellationToken cancellationToken) => source.TrySetCanceled(cancellationToken);

    public void Complete(HubEvent completion)
    {
        if (completion.Kind == EventKind.TaskFailed)
        {
            source.TrySetException(new TaskFailedException(name, taskId, Failures.Parse(completion.Data)!));
            return;
        }

        try
        {
            source.TrySetResult(converter.Deserialize<T>(completion.Data)!);
        }
#pragma warning disable CA1031 // a result that does not fit the expected type is a failure of the call
        catch (Exception exception)
#pragma warning restore CA1031
        {
            source.TrySetException(exception);
        }
    }
}
