using Microsoft.DurableTask;

namespace Winnow.Functions.Ingestion;

/// <summary>Fans out with a bounded number of tasks under way, so that memory and history stay flat as the work grows.</summary>
internal static class Window
{
    /// <summary>Starts a task per input, at most <paramref name="size"/> at once, and hands over results as they come.</summary>
    /// <exception cref="TaskFailedException">The first failure, thrown when all other tasks have ended: one bad shard does not stop the rest.</exception>
    public static async Task RunAsync<TInput, TResult>(
        IEnumerable<TInput> inputs, int size, Func<TInput, Task<TResult>> start, Action<TResult> completed)
    {
        List<Task<TResult>> running = [];
        TaskFailedException? failure = null;
        foreach (var input in inputs)
        {
            if (running.Count == size)
                failure = await FinishOneAsync(running, completed) ?? failure;
            running.Add(start(input));
        }

        while (running.Count > 0)
            failure = await FinishOneAsync(running, completed) ?? failure;
        if (failure is not null)
            throw failure;
    }

    private static async Task<TaskFailedException?> FinishOneAsync<TResult>(List<Task<TResult>> running, Action<TResult> completed)
    {
        var ended = await Task.WhenAny(running);
        running.Remove(ended);
        try
        {
            completed(await ended);
            return null;
        }
        catch (TaskFailedException failure)
        {
            return failure;
        }
    }
}
