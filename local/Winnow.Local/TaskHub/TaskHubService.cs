using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Winnow.Local.Storage;
using Winnow.Local.TaskHub.Activities;
using Winnow.Local.TaskHub.Execution;
using Winnow.Local.TaskHub.Storage;
using Winnow.Local.TaskHub.Timers;

namespace Winnow.Local.TaskHub;

/// <summary>A durable task hub on one SQLite file: runs the orchestrators and activities of a registry.</summary>
/// <remarks>
/// Everything that has been accepted survives the end of the process at any moment; see <see cref="Durability"/>. One process at a time
/// may use a file. Orchestrators, activities and the client behave as in Azure Functions with the official packages.
/// </remarks>
public sealed class TaskHubService : IAsyncDisposable
{
    private const int MaxGroup = 2000;
    private readonly ReaderPool<HubReader> readers;
    private readonly ReadyQueue ready = new();
    private readonly InstanceWatch watch = new();
    private readonly CommitQueue<HubWriter> commits;
    private readonly TurnDispatcher turns;
    private readonly ActivityDispatcher activities;
    private readonly TimerDispatcher timers;
    private bool started;
    private bool stopped;

    /// <summary>Opens the hub's file, and creates it when it is missing.</summary>
    public TaskHubService(TaskHubOptions options, TaskHubRegistry registry, ILoggerFactory loggerFactory, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(options);
        var database = new HubDatabase(options);
        var writer = new HubWriter(database.OpenWriter(), timeProvider);
        commits = new CommitQueue<HubWriter>(
            writer, MaxGroup, written => Spread(written.Effects), timeProvider, loggerFactory.CreateLogger<CommitQueue<HubWriter>>());
        readers = new ReaderPool<HubReader>(() => new HubReader(database.OpenReader()));
        var runner = new TurnRunner(options, registry, readers, ready, loggerFactory, timeProvider);
        turns = new TurnDispatcher(options, runner, ready, commits, timeProvider, loggerFactory.CreateLogger<TurnDispatcher>());
        activities = new ActivityDispatcher(
            options, registry, readers, commits, timeProvider, loggerFactory.CreateLogger<ActivityDispatcher>());
        timers = new TimerDispatcher(readers, commits, timeProvider, loggerFactory.CreateLogger<TimerDispatcher>());
        Client = new TaskHubClient(registry, commits, readers, watch, options.DataConverter);
    }

    /// <summary>Starts and controls orchestrations; what it starts before <see cref="StartAsync"/> runs from then on.</summary>
    public DurableTaskClient Client { get; }

    /// <summary>Takes up all work where it was left.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        started = true;
        foreach (var key in readers.Read(reader => reader.ReadyInstances()))
        {
            ready.Signal(key);
        }

        turns.Start();
        activities.Start();
        timers.Start();
        return Task.CompletedTask;
    }

    /// <summary>Lets running turns end, cancels running activities and waits for them for the grace period.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (stopped)
        {
            return;
        }

        stopped = true;
        if (started)
        {
            await timers.StopAsync();
            await activities.StopAsync().WaitAsync(cancellationToken);
            await turns.StopAsync();
        }

        await commits.DisposeAsync();
        readers.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        turns.Dispose();
        activities.Dispose();
        timers.Dispose();
    }

    /// <summary>Tells everybody who waits what a commit has changed.</summary>
    private void Spread(CommitEffects effects)
    {
        foreach (var key in effects.Ready)
        {
            ready.Signal(key);
        }

        foreach (var id in effects.Changed)
        {
            watch.Changed(id);
        }

        if (effects.HasNewActivities)
        {
            activities.Signal();
        }

        if (effects.HasNewTimers)
        {
            timers.Signal();
        }
    }
}
