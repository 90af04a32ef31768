using Microsoft.Extensions.Logging;
using Winnow.Local.Storage;
using Winnow.Local.TaskHub.Storage;

namespace Winnow.Local.TaskHub.Execution;

/// <summary>Runs the turns of all instances: a few at a time on the processors, more of them waiting for their commit.</summary>
internal sealed partial class TurnDispatcher(
    TaskHubOptions options,
    TurnRunner runner,
    ReadyQueue ready,
    CommitQueue<HubWriter> commits,
    TimeProvider time,
    ILogger<TurnDispatcher> logger)
    : IDisposable
{
    private const int MaxUncommitted = 256;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim uncommitted = new(MaxUncommitted);
    private readonly CancellationTokenSource stopping = new();
    private Task[] workers = [];

    public void Start() => workers = [.. Enumerable.Range(0, options.MaxConcurrentTurns).Select(_ => Task.Run(WorkAsync))];

    /// <summary>Lets the running turns end and waits for their commits.</summary>
    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(workers);
        for (var taken = 0; taken < MaxUncommitted; taken++)
        {
            await uncommitted.WaitAsync();
        }
    }

    public void Dispose()
    {
        uncommitted.Dispose();
        stopping.Dispose();
    }

    private async Task WorkAsync()
    {
        try
        {
            await foreach (var key in ready.ReadAllAsync(stopping.Token))
            {
                await uncommitted.WaitAsync(stopping.Token);
                _ = TakeTurnAsync(key);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // what was not taken is found again when the hub starts
        }
    }

    /// <summary>Runs the code of a turn at once and returns while its commit is under way.</summary>
    private async Task TakeTurnAsync(long key)
    {
        try
        {
            ready.Begin(key);
            if (runner.Take(key) is { } turn)
            {
                var counts = await commits.RunUntilDoneAsync(writer => writer.CommitTurn(turn.Record), stopping.Token);
                runner.Conclude(turn, counts);
            }

            ready.End(key);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // the turn was not committed: it is taken again when the hub starts
        }
#pragma warning disable CA1031 // a turn that cannot be taken now must not take the dispatcher down
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(key, exception);
            _ = RetryAsync(key);
        }
        finally
        {
            uncommitted.Release();
        }
    }

    private async Task RetryAsync(long key)
    {
        await Task.Delay(RetryDelay, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ready.Signal(key);
        ready.End(key);
    }

    [LoggerMessage(LogLevel.Error, "A turn of instance {Key} could not be taken and is tried again in a second")]
    private partial void LogFailed(long key, Exception exception);
}
