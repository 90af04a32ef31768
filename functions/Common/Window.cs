using Microsoft.DurableTask;

namespace Winnow.Functions.Common;

/// <summary>Fans out with a bounded number of tasks under way, so that memory and history stay flat as the work grows.</summary>
internal static class Window
{
    /// <summary>Starts a task per input, at most <paramref name="size"/> at once, and hands over results as they come.</summary>
    /// <param name="inputs">What to work on.</param>
    /// <param name="size">Most tasks under way.</param>
    /// <param name="start">Starts one task.</param>
    /// <param name="completed">Takes a result.</param>
    /// <param name="isFinal">Whether the first failure ends the work: then no more tasks are started. Otherwise one bad input does not stop the rest.</param>
    /// <exception cref="TaskFailedException">The last failure, thrown when all tasks that were started have ended.</exception>
    public static async Task RunAsync<TInput, TResult>(
        IEnumerable<TInput> inputs, int size, Func<TInput, Task<TResult>> start, Action<TResult> completed, bool isFinal = true)
    {
        List<Task<TResult>> running = [];
        TaskFailedException? failure = null;
        foreach (var input in inputs)
        {
            if (running.Count == size)
                failure = await FinishOneAsync(running, completed) ?? failure;
            if (isFinal && failure is not null)
                break;
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
