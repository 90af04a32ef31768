using Amqp;
using Amqp.Framing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Winnow.Local.Queues.Messages;
using Winnow.Local.Queues.Storage;

namespace Winnow.Local.Queues.Broker;

/// <summary>What receivers do with messages that they hold.</summary>
internal sealed partial class MessageQueue
{
    /// <summary>Carries out what the holder of a lock has decided.</summary>
    /// <returns>False when the lock has ended.</returns>
    /// <exception cref="AmqpException">A dead letter cannot be dead-lettered again.</exception>
    public async Task<bool> SettleAsync(Guid token, Settlement settlement)
    {
        if (settlement.Kind == SettlementKind.DeadLetter && DeadLetters is null)
        {
            throw new AmqpException(new Error(ErrorCode.NotAllowed) { Description = $"'{Path}' holds dead letters already; complete or abandon the message." });
        }

        MessageLock? ended;
        lock (gate)
        {
            if (!locks.TryEnd(token, Now, out ended))
            {
                return false;
            }
        }

        try
        {
            var returns = await store.WriteAsync(writer => Apply(writer, ended, settlement));
            End(ended, returns);
            return true;
        }
        catch (SqliteException)
        {
            lock (gate)
            {
                locks.Restore(ended);
            }

            throw;
        }
    }

    /// <summary>Makes a lock last its full time from now on.</summary>
    /// <returns>When it ends (Unix milliseconds), or null when it has ended.</returns>
    public long? RenewLock(Guid token)
    {
        lock (gate)
        {
            return locks.Renew(token, Now);
        }
    }

    /// <summary>Messages in any state from a sequence number on; they are not locked.</summary>
    public List<StoredMessage> Peek(long fromSequence, int maxMessages) => store.Read(reader => reader.From(Id, fromSequence, Now, maxMessages));

    /// <summary>Locks deferred messages.</summary>
    /// <returns>The messages with their locks, or null when one of them is not there.</returns>
    public List<(StoredMessage Message, MessageLock Lock)>? LockDeferred(IReadOnlyCollection<long> sequences)
    {
        lock (gate)
        {
            return FindDeferred(sequences)?.ConvertAll(message => (message, locks.Lock(message, Now)));
        }
    }

    /// <summary>Deletes deferred messages and returns them, or null when one of them is not there.</summary>
    public async Task<List<StoredMessage>?> DeleteDeferredAsync(IReadOnlyCollection<long> sequences)
    {
        List<StoredMessage>? found;
        lock (gate)
        {
            found = FindDeferred(sequences);
            found?.ForEach(message => locks.TryHold(message.Sequence));
        }

        if (found is null)
        {
            return null;
        }

        var isDeleted = await TryDeleteAsync(found);
        lock (gate)
        {
            found.ForEach(message => locks.Release(message.Sequence));
        }

        return isDeleted ? found : null;
    }

    private List<StoredMessage>? FindDeferred(IReadOnlyCollection<long> sequences)
    {
        var found = sequences.Distinct().Select(sequence => store.Read(reader => reader.Find(Id, sequence))).OfType<StoredMessage>()
            .Where(message => message.State == MessageState.Deferred && !locks.IsHeld(message.Sequence) && !message.IsExpired(Now))
            .ToList();
        return found.Count == sequences.Count ? found : null;
    }

    /// <returns>Whether the message is to be handed out again.</returns>
    private bool Apply(QueueWriter writer, MessageLock ended, Settlement settlement)
    {
        switch (settlement.Kind)
        {
            case SettlementKind.Complete:
                writer.Complete(ended.Sequence);
                return false;
            case SettlementKind.Defer:
                writer.Defer(ended.Sequence, settlement.Changes);
                return false;
            case SettlementKind.DeadLetter:
                writer.DeadLetter(ended.Sequence, DeadLetters!.Id, Path, deliveries: 0, settlement.Changes!);
                return false;
            default:
                return Abandon(writer, ended, settlement.Changes);
        }
    }

    private bool Abandon(QueueWriter writer, MessageLock ended, ApplicationPropertyChanges? changes)
    {
        var deliveries = ended.Deliveries + 1;
        if (deliveries < settings.MaxDeliveryCount || DeadLetters is null)
        {
            writer.Abandon(ended.Sequence, changes);
            return !ended.IsDeferred;
        }

        var reason = ApplicationPropertyChanges.DeadLetter(
            "MaxDeliveryCountExceeded", $"Message could not be consumed after {deliveries} delivery attempts.");
        writer.DeadLetter(ended.Sequence, DeadLetters.Id, Path, deliveries: 1, (changes ?? new()).Merge(reason));
        return false;
    }

    private void End(MessageLock ended, bool returns)
    {
        lock (gate)
        {
            if (!returns)
            {
                locks.Release(ended.Sequence);
                return;
            }

            Return(ended.Sequence);
        }

        DeliverSoon();
    }

    private async Task<bool> TryDeleteAsync(List<StoredMessage> messages)
    {
        try
        {
            await store.WriteAsync(writer => messages.ForEach(message => writer.Complete(message.Sequence)));
            return true;
        }
        catch (Exception exception) when (exception is SqliteException or ObjectDisposedException)
        {
            LogNotDeleted(exception, messages.Count, Path);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "{Count} messages of '{Queue}' could not be deleted, and so were not handed out")]
    private partial void LogNotDeleted(Exception exception, int count, string queue);
}
