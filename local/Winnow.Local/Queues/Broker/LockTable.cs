using System.Diagnostics.CodeAnalysis;
using Winnow.Local.Queues.Storage;

namespace Winnow.Local.Queues.Broker;

/// <summary>The messages of a queue that nobody else may have: locked by receivers, or being changed. Not thread-safe.</summary>
/// <remarks>Every lock lasts equally long, so that the order in which they were made or renewed is the order in which they end.</remarks>
internal sealed class LockTable(long lockMilliseconds)
{
    private readonly Dictionary<Guid, LinkedListNode<MessageLock>> locks = [];
    private readonly LinkedList<MessageLock> byEnd = [];
    private readonly HashSet<long> held = [];

    public bool IsHeld(long sequence) => held.Contains(sequence);

    public MessageLock Lock(StoredMessage message, long now)
    {
        held.Add(message.Sequence);
        var made = new MessageLock(message, now + lockMilliseconds);
        locks.Add(made.Token, byEnd.AddLast(made));
        return made;
    }

    /// <summary>Keeps everybody off a message that is about to be changed.</summary>
    public bool TryHold(long sequence) => held.Add(sequence);

    public void Release(long sequence) => held.Remove(sequence);

    /// <summary>Ends a lock, but goes on to hold its message until it is released.</summary>
    public bool TryEnd(Guid token, long now, [NotNullWhen(true)] out MessageLock? ended)
    {
        ended = null;
        if (!locks.TryGetValue(token, out var node) || node.Value.Until <= now)
        {
            return false;
        }

        ended = node.Value;
        Remove(node);
        return true;
    }

    /// <summary>Takes back the end of a lock.</summary>
    public void Restore(MessageLock ended) => locks.Add(ended.Token, byEnd.AddFirst(ended));

    /// <summary>Makes a lock last its full time from now on.</summary>
    /// <returns>When it ends (Unix milliseconds), or null when it has ended.</returns>
    public long? Renew(Guid token, long now)
    {
        if (!locks.TryGetValue(token, out var node) || node.Value.Until <= now)
        {
            return null;
        }

        byEnd.Remove(node);
        byEnd.AddLast(node);
        return node.Value.Until = now + lockMilliseconds;
    }

    /// <summary>Ends the locks whose time is over, but goes on to hold their messages.</summary>
    public List<MessageLock> EndExpired(long now)
    {
        var expired = new List<MessageLock>();
        while (byEnd.First is { } first && first.Value.Until <= now)
        {
            expired.Add(first.Value);
            Remove(first);
        }

        return expired;
    }

    private void Remove(LinkedListNode<MessageLock> node)
    {
        locks.Remove(node.Value.Token);
        byEnd.Remove(node);
    }
}
