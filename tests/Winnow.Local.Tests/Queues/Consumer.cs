using Winnow.Local.Queues.Broker;
using Winnow.Local.Queues.Storage;

namespace Winnow.Local.Tests.Queues;

/// <summary>A receiver without a network.</summary>
internal sealed class Consumer : IConsumer
{
    private readonly Lock gate = new();
    private readonly List<(StoredMessage Message, MessageLock? Lock)> received = [];
    private int credit;

    public Consumer(MessageQueue queue, int credit, bool deletes = false)
    {
        DeletesOnReceive = deletes;
        queue.Attach(this);
        queue.Grant(this, credit);
    }

    public bool DeletesOnReceive { get; }

    public bool HasCredit => credit > 0;

    public IReadOnlyList<(StoredMessage Message, MessageLock? Lock)> Received
    {
        get
        {
            lock (gate)
            {
                return [.. received];
            }
        }
    }

    public void Grant(int change) => credit += change;

    public void Reserve() => credit--;

    public bool Send(StoredMessage message, MessageLock? messageLock)
    {
        lock (gate)
        {
            received.Add((message, messageLock));
        }

        return true;
    }

    public void OnNothingLeft()
    {
        // It waits.
    }

    /// <summary>Waits for a number of messages.</summary>
    public async Task<IReadOnlyList<(StoredMessage Message, MessageLock? Lock)>> WaitAsync(int count)
    {
        for (var tries = 0; tries < 2000 && Received.Count < count; tries++)
        {
            await Task.Delay(5);
        }

        Assert.Equal(count, Received.Count);
        return Received;
    }
}
