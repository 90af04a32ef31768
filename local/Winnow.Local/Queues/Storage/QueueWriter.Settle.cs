using System.Diagnostics.CodeAnalysis;
using Winnow.Local.Queues.Messages;
using Winnow.Local.Storage;

namespace Winnow.Local.Queues.Storage;

/// <summary>What becomes of messages that were received.</summary>
internal sealed partial class QueueWriter
{
    private Statement delete, find, abandon, defer, rewrite, move;

    /// <summary>Removes a message.</summary>
    public void Complete(long sequence) => delete.Execute(sequence);

    /// <summary>Counts a delivery that led to nothing.</summary>
    public void Abandon(long sequence, ApplicationPropertyChanges? changes)
    {
        abandon.Execute(sequence);
        Rewrite(sequence, changes);
    }

    /// <summary>Puts a message aside until it is asked for by its number.</summary>
    public void Defer(long sequence, ApplicationPropertyChanges? changes)
    {
        defer.Execute(sequence);
        Rewrite(sequence, changes);
    }

    /// <summary>Moves a message to a dead-letter queue, under a new sequence number and with the reason among its application properties.</summary>
    /// <param name="sequence">The message.</param>
    /// <param name="deadLetters">The dead-letter queue.</param>
    /// <param name="source">Path of the queue or subscription that it comes from.</param>
    /// <param name="deliveries">Deliveries to add to its count.</param>
    /// <param name="changes">The reason, and what else its receiver changed.</param>
    public void DeadLetter(long sequence, long deadLetters, string source, int deliveries, ApplicationPropertyChanges changes)
    {
        if (find.List(QueueReader.Map, sequence) is not [var message])
        {
            return;
        }

        var dead = message with
        {
            Sequence = NextSequence(),
            Queue = deadLetters,
            State = MessageState.Active,
            Deliveries = message.Deliveries + deliveries,
            Expires = null,
            Source = source,
            Body = changes.ApplyTo(message.Body),
        };
        move.Execute(sequence, dead.Sequence, dead.Queue, dead.Deliveries, dead.Source, dead.Body);
        Effects.Arrivals.Add(dead);
    }

    private void Rewrite(long sequence, ApplicationPropertyChanges? changes)
    {
        if (changes is not null && find.List(QueueReader.Map, sequence) is [var message])
        {
            rewrite.Execute(sequence, changes.ApplyTo(message.Body));
        }
    }

    [MemberNotNull(nameof(delete), nameof(find), nameof(abandon), nameof(defer), nameof(rewrite), nameof(move))]
    private void PrepareSettleStatements()
    {
        delete = Prepare("DELETE FROM messages WHERE seq = $1", 1);
        find = Prepare(
            "SELECT seq, queue, state, original, enqueued, deliveries, due, expires, source, annotations, body FROM messages WHERE seq = $1", 1);
        abandon = Prepare("UPDATE messages SET deliveries = deliveries + 1 WHERE seq = $1", 1);
        defer = Prepare("UPDATE messages SET state = 1 WHERE seq = $1", 1);
        rewrite = Prepare("UPDATE messages SET body = $2 WHERE seq = $1", 2);
        move = Prepare(
            "UPDATE messages SET seq = $2, queue = $3, state = 0, deliveries = $4, expires = NULL, source = $5, body = $6 WHERE seq = $1", 6);
    }
}
