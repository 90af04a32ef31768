using Microsoft.Extensions.Logging;
using Winnow.Local.Storage;
using Winnow.Local.TaskHub.Storage;

namespace Winnow.Local.TaskHub.Timers;

/// <summary>Fires durable timers when they are due.</summary>
internal sealed partial class TimerDispatcher(
    ReaderPool<HubReader> readers, CommitQueue<HubWriter> commits, TimeProvider time, ILogger<TimerDispatcher> logger) : IDisposable
{
    /// <summary>Longest wait in one go; a timer that is further away is looked at again then.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromHours(1);

    private readonly AsyncSignal added = new();
    private readonly CancellationTokenSource stopping = new();
    private Task loop = Task.CompletedTask;

    public void Start() => loop = Task.Run(FireAsync);

    /// <summary>Says that timers have been added.</summary>
    public void Signal() => added.Set();

    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        await loop;
    }

    public void Dispose()
    {
        added.Dispose();
        stopping.Dispose();
    }

    private async Task FireAsync()
    {
        try
        {
            while (true)
            {
                await WaitForNextAsync();
                var now = time.GetUtcNow().UtcDateTime;
                while (await commits.RunUntilDoneAsync(writer => writer.FireTimers(now), stopping.Token))
                {
                    LogMany();
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // timers that are due fire when the hub starts again
        }
    }

    private async Task WaitForNextAsync()
    {
        while (readers.Read(reader => reader.NextTimer()) is var next && Until(next) is var wait && wait > TimeSpan.Zero)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
            var woken = added.WaitAsync(over.Token);
            await Task.WhenAny(woken, Task.Delay(wait, time, over.Token));
            await over.CancelAsync();
            await woken.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stopping.Token.ThrowIfCancellationRequested();
        }
    }

    private TimeSpan Until(DateTime? due)
    {
        var wait = due - time.GetUtcNow().UtcDateTime ?? MaxWait;
        return wait < MaxWait ? wait : MaxWait;
    }

    [LoggerMessage(LogLevel.Debug, "More timers are due than fit into one commit")]
    private partial void LogMany();
}
