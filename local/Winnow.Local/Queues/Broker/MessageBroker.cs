using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Winnow.Local.Queues.Storage;
using Winnow.Local.Storage;

namespace Winnow.Local.Queues.Broker;

/// <summary>The queues and topics behind the endpoint, whatever protocol clients speak.</summary>
internal sealed partial class MessageBroker : IAsyncDisposable
{
    /// <summary>How late a lock may end, a scheduled message become active or an expired message go.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly QueueStore store;
    private readonly CancellationTokenSource stopping = new();
    private Task clock = Task.CompletedTask;
    private Topology? topology;

    /// <summary>Opens the store.</summary>
    public MessageBroker(string path, TimeProvider time, ILoggerFactory loggers)
    {
        this.time = time;
        logger = loggers.CreateLogger<MessageBroker>();
        store = new QueueStore(path, Spread, time, loggers.CreateLogger<CommitQueue<QueueWriter>>());
    }

    /// <summary>What there is to send to and to receive from; known after the start.</summary>
    public Topology Topology => topology ?? throw new InvalidOperationException("The broker has not been started.");

    public async Task StartAsync(QueueServerOptions options)
    {
        topology = await Topology.CreateAsync(options, store, time, logger);
        foreach (var (path, messages) in store.Read(reader => reader.Counts()))
        {
            if (topology.FindQueue(path) is null && topology.FindDestination(path) is null)
            {
                LogOrphans(messages, path);
            }
        }

        clock = Task.Run(RunClockAsync);
    }

    /// <summary>Stores messages together: all or none. Completes when they are on the disk.</summary>
    /// <returns>The sequence number of each.</returns>
    public Task<long[]> SendAsync(Destination destination, IReadOnlyList<NewMessage> messages) =>
        store.WriteAsync(writer => writer.Send(destination, messages, Now));

    /// <summary>Removes scheduled messages.</summary>
    /// <returns>The numbers that no scheduled message has.</returns>
    public Task<List<long>> CancelScheduledAsync(Destination destination, IReadOnlyList<long> sequences) =>
        store.WriteAsync(writer => sequences.Where(sequence => !writer.CancelScheduled(destination, sequence)).ToList());

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await clock;
        await store.DisposeAsync();
        stopping.Dispose();
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private void Spread(IReadOnlyList<StoredMessage> arrivals)
    {
        foreach (var message in arrivals)
        {
            if (topology?.FindQueue(message.Queue) is { } queue)
            {
                queue.Arrive(message);
                queue.DeliverSoon();
            }
        }
    }

    private async Task RunClockAsync()
    {
        using var timer = new PeriodicTimer(Tick, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token))
            {
                await TryTickAsync(stopping.Token);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // what is due is done after the next start
        }
    }

    private async Task TryTickAsync(CancellationToken cancellationToken)
    {
        try
        {
            await TickAsync(cancellationToken);
        }
        catch (SqliteException exception)
        {
            LogTickFailed(exception);
        }
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        foreach (var queue in Topology.Queues)
        {
            await queue.ReturnExpiredLocksAsync(cancellationToken);
            while (await queue.RemoveExpiredAsync(cancellationToken))
            {
                LogMany(queue.Path);
            }
        }

        foreach (var destination in Topology.Destinations)
        {
            while (store.Read(reader => reader.NextDue(destination.Id)) <= Now)
            {
                await store.WriteUntilDoneAsync(writer => writer.ActivateDue(destination, Now), cancellationToken);
            }
        }

        await ForgetIdsAsync(cancellationToken);
    }

    private async Task ForgetIdsAsync(CancellationToken cancellationToken)
    {
        if (store.Read(reader => reader.NextForgotten()) <= Now - (long)TimeSpan.FromSeconds(10).TotalMilliseconds)
        {
            await store.WriteUntilDoneAsync(writer => writer.ForgetIds(Now), cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Messages} messages lie in '{Path}', which the settings do not name any more; they stay in the file")]
    private partial void LogOrphans(long messages, string path);

    [LoggerMessage(LogLevel.Error, "Locks and times of messages could not be looked after; it is tried again")]
    private partial void LogTickFailed(Exception exception);

    [LoggerMessage(LogLevel.Debug, "More messages of '{Path}' have expired than fit into one commit")]
    private partial void LogMany(string path);
}
