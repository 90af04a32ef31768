using Winnow.Local.Queues.Messages;
using Winnow.Local.Queues.Storage;

namespace Winnow.Local.Queues.Broker;

/// <summary>What time does to messages: locks end, and messages expire.</summary>
internal sealed partial class MessageQueue
{
    private const int MaxExpiredAtOnce = 500;

    /// <summary>Hands out again what was locked for too long; a message whose deliveries are used up is dead-lettered.</summary>
    public async Task ReturnExpiredLocksAsync(CancellationToken cancellationToken)
    {
        List<MessageLock> expired;
        lock (gate)
        {
            expired = locks.EndExpired(Now);
        }

        if (expired.Count == 0)
        {
            return;
        }

        var returns = await store.WriteUntilDoneAsync(
            writer => expired.ConvertAll(ended => Abandon(writer, ended, changes: null)), cancellationToken);
        for (var index = 0; index < expired.Count; index++)
        {
            End(expired[index], returns[index]);
        }
    }

    /// <summary>Dead-letters or drops messages that have expired and that nobody holds.</summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> RemoveExpiredAsync(CancellationToken cancellationToken)
    {
        var expired = store.Read(reader => reader.Expired(Id, Now, MaxExpiredAtOnce));
        var isFull = expired.Count == MaxExpiredAtOnce;
        lock (gate)
        {
            expired.RemoveAll(sequence => !locks.TryHold(sequence));
        }

        if (expired.Count == 0)
        {
            return false;
        }

        await store.WriteUntilDoneAsync(writer => RemoveExpired(writer, expired), cancellationToken);
        lock (gate)
        {
            expired.ForEach(locks.Release);
        }

        return isFull;
    }

    private int RemoveExpired(QueueWriter writer, List<long> expired)
    {
        foreach (var sequence in expired)
        {
            if (settings.DeadLetterExpired && DeadLetters is not null)
            {
                var reason = ApplicationPropertyChanges.DeadLetter("TTLExpiredException", "The message expired and was dead lettered.");
                writer.DeadLetter(sequence, DeadLetters.Id, Path, deliveries: 0, reason);
            }
            else
            {
                writer.Complete(sequence);
            }
        }

        return expired.Count;
    }
}
