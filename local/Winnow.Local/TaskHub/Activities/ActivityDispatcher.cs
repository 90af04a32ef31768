using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Winnow.Local.Storage;
using Winnow.Local.TaskHub.History;
using Winnow.Local.TaskHub.Storage;

namespace Winnow.Local.TaskHub.Activities;

/// <summary>Runs activities in the order in which they were called, a bounded number at a time, and records their results.</summary>
/// <remarks>
/// Pending calls wait in the database; only a page of them is in memory. A crash repeats the activities that were running, and those
/// whose result was on its way to the disk.
/// </remarks>
internal sealed partial class ActivityDispatcher(
    TaskHubOptions options,
    TaskHubRegistry registry,
    ReaderPool<HubReader> readers,
    CommitQueue<HubWriter> commits,
    TimeProvider time,
    ILogger<ActivityDispatcher> logger)
    : IDisposable
{
    private const int PageSize = 256;
    private const int MaxUnrecorded = 256;
    private readonly SemaphoreSlim slots = new(options.MaxConcurrentActivities);
    private readonly SemaphoreSlim unrecorded = new(MaxUnrecorded);
    private readonly AsyncSignal called = new();
    private readonly CancellationTokenSource stopping = new();
    private Task loop = Task.CompletedTask;
    private long lastId;

    public void Start() => loop = Task.Run(DispatchAsync);

    /// <summary>Says that activities have been called.</summary>
    public void Signal() => called.Set();

    /// <summary>Cancels the running activities, and abandons those that have not ended after the grace period: they run again next time.</summary>
    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        await loop;
        using var grace = new CancellationTokenSource(options.StopGracePeriod, time);
        try
        {
            await TakeAllAsync(slots, options.MaxConcurrentActivities, grace.Token);
            await TakeAllAsync(unrecorded, MaxUnrecorded, grace.Token);
        }
        catch (OperationCanceledException)
        {
            LogAbandoned(options.StopGracePeriod);
        }
    }

    public void Dispose()
    {
        called.Dispose();
        stopping.Dispose();
    }

    private static async Task TakeAllAsync(SemaphoreSlim semaphore, int count, CancellationToken cancellationToken)
    {
        for (var taken = 0; taken < count; taken++)
        {
            await semaphore.WaitAsync(cancellationToken);
        }
    }

    private async Task DispatchAsync()
    {
        try
        {
            while (true)
            {
                var page = readers.Read(reader => reader.Activities(lastId, PageSize));
                foreach (var activity in page)
                {
                    await slots.WaitAsync(stopping.Token);
                    lastId = activity.Id;
                    _ = Task.Run(() => RunAsync(activity));
                }

                if (page.Count == 0)
                {
                    await called.WaitAsync(stopping.Token);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // what was not started is found again when the hub starts
        }
    }

    private async Task RunAsync(PendingActivity activity)
    {
        (EventKind Kind, string? Data)? result;
        try
        {
            await unrecorded.WaitAsync();
            result = await InvokeAsync(activity);
        }
        finally
        {
            slots.Release();
        }

        try
        {
            if (result is { } known)
            {
                await commits.RunUntilDoneAsync(writer => writer.CompleteActivity(activity, known.Kind, known.Data), stopping.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            LogNotRecorded(activity.Name, activity.InstanceId);
        }
        finally
        {
            unrecorded.Release();
        }
    }

    /// <summary>Runs an activity; null when it was cut short by the hub's stop and has to run again.</summary>
    private async Task<(EventKind Kind, string? Data)?> InvokeAsync(PendingActivity activity)
    {
        if (!registry.TryGetActivity(activity.Name, out var invoker))
        {
            return (EventKind.TaskFailed, Failures.Serialize(Failures.ActivityNotFound(activity.Name)));
        }

        try
        {
            var invocation = new ActivityInvocation(activity.Name, activity.InstanceId, activity.Input, options.DataConverter);
            var output = await invoker(invocation, stopping.Token);
            return (EventKind.TaskCompleted, options.DataConverter.Serialize(output));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null;
        }
#pragma warning disable CA1031 // whatever the activity throws is its result
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(activity.Name, activity.InstanceId, exception);
            return (EventKind.TaskFailed, Failures.Serialize(TaskFailureDetails.FromException(exception)));
        }
    }

    [LoggerMessage(LogLevel.Warning, "Activity {Name} of {InstanceId} failed")]
    private partial void LogFailed(string name, string instanceId, Exception exception);

    [LoggerMessage(LogLevel.Warning, "Activity {Name} of {InstanceId} ended after the hub had stopped; it runs again next time")]
    private partial void LogNotRecorded(string name, string instanceId);

    [LoggerMessage(LogLevel.Warning, "Activities were still running {Grace} after the hub was told to stop; they run again next time")]
    private partial void LogAbandoned(TimeSpan grace);
}
