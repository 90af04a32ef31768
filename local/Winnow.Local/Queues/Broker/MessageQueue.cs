using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Winnow.Local.Queues.Storage;

namespace Winnow.Local.Queues.Broker;

/// <summary>A queue, subscription or dead-letter queue: hands its messages to consumers and keeps the locks.</summary>
/// <remarks>Whatever it changes in the store is committed before anybody hears of it. Locks live in memory: they end with the process.</remarks>
internal sealed partial class MessageQueue
{
    private readonly Lock gate = new();
    private readonly QueueSettings settings;
    private readonly QueueStore store;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly ReadyMessages ready;
    private readonly LockTable locks;
    private readonly List<IConsumer> consumers = [];
    private readonly Queue<(StoredMessage Message, IConsumer Consumer)> deletions = [];
    private bool isDeleting;
    private int turn;
    private int deliveryAsked;

    public MessageQueue(long id, string path, QueueSettings settings, MessageQueue? deadLetters, QueueStore store, TimeProvider time, ILogger logger)
    {
        Id = id;
        Path = path;
        DeadLetters = deadLetters;
        this.settings = settings;
        this.store = store;
        this.time = time;
        this.logger = logger;
        ready = new ReadyMessages(id, store);
        locks = new LockTable(settings.LockMilliseconds);
    }

    /// <summary>Its number in the store.</summary>
    public long Id { get; }

    /// <summary>Its address, for example <c>topic/Subscriptions/name</c>.</summary>
    public string Path { get; }

    /// <summary>Where its dead letters go; null when it is a dead-letter queue itself.</summary>
    public MessageQueue? DeadLetters { get; }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public void Attach(IConsumer consumer)
    {
        lock (gate)
        {
            consumers.Add(consumer);
        }
    }

    public void Detach(IConsumer consumer)
    {
        lock (gate)
        {
            consumers.Remove(consumer);
        }
    }

    /// <summary>Takes note of what a consumer allows, and hands out what there is.</summary>
    public void Grant(IConsumer consumer, int change)
    {
        lock (gate)
        {
            consumer.Grant(change);
            Deliver();
        }
    }

    /// <summary>Takes note of a message that has been committed; <see cref="DeliverSoon"/> hands it out.</summary>
    public void Arrive(StoredMessage message)
    {
        lock (gate)
        {
            ready.Arrive(message);
        }
    }

    /// <summary>Hands out what there is, on another thread; calls that come before it has begun count as one.</summary>
    public void DeliverSoon()
    {
        if (Interlocked.Exchange(ref deliveryAsked, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                static queue =>
                {
                    Volatile.Write(ref queue.deliveryAsked, 0);
                    lock (queue.gate)
                    {
                        queue.Deliver();
                    }
                },
                this,
                preferLocal: false);
        }
    }

    private void Deliver()
    {
        try
        {
            DeliverAll();
        }
        catch (Exception exception) when (exception is SqliteException or ObjectDisposedException)
        {
            // They are still in the store, and are looked for again with the next message, credit or lock.
            LogNotRead(exception, Path);
        }
    }

    private void DeliverAll()
    {
        while (NextConsumer() is { } consumer)
        {
            if (!ready.TryTake(Now, out var message))
            {
                consumers.ForEach(waiting => waiting.OnNothingLeft());
                return;
            }

            if (!locks.IsHeld(message.Sequence))
            {
                HandOut(message, consumer);
            }
        }
    }

    /// <summary>Consumers with credit take turns.</summary>
    private IConsumer? NextConsumer()
    {
        for (var tried = 0; tried < consumers.Count; tried++)
        {
            turn = (turn + 1) % consumers.Count;
            if (consumers[turn].HasCredit)
            {
                return consumers[turn];
            }
        }

        return null;
    }

    private void HandOut(StoredMessage message, IConsumer consumer)
    {
        consumer.Reserve();
        if (consumer.DeletesOnReceive)
        {
            locks.TryHold(message.Sequence);
            deletions.Enqueue((message, consumer));
            if (!isDeleting)
            {
                isDeleting = true;
                _ = DeleteAndSendAsync();
            }

            return;
        }

        var made = locks.Lock(message, Now);
        if (!consumer.Send(message, made))
        {
            locks.TryEnd(made.Token, 0, out _);
            Return(message.Sequence);
            consumers.Remove(consumer);
        }
    }

    /// <summary>Sends messages that are deleted as they are received, in order and only once they are deleted.</summary>
    private async Task DeleteAndSendAsync()
    {
        while (TakeDeletions() is { Count: > 0 } batch)
        {
            var isDeleted = await TryDeleteAsync(batch.ConvertAll(item => item.Message));
            lock (gate)
            {
                foreach (var (message, consumer) in batch)
                {
                    if (isDeleted)
                    {
                        locks.Release(message.Sequence);
                        consumer.Send(message, null);
                    }
                    else
                    {
                        Return(message.Sequence);
                    }
                }

                Deliver();
            }
        }
    }

    private List<(StoredMessage Message, IConsumer Consumer)> TakeDeletions()
    {
        lock (gate)
        {
            var batch = deletions.ToList();
            deletions.Clear();
            isDeleting = batch.Count > 0;
            return batch;
        }
    }

    private void Return(long sequence)
    {
        locks.Release(sequence);
        ready.Return(sequence);
    }

    [LoggerMessage(LogLevel.Error, "Messages of '{Queue}' could not be read, and so were not handed out")]
    private partial void LogNotRead(Exception exception, string queue);
}
