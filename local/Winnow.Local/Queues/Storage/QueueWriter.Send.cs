using System.Diagnostics.CodeAnalysis;
using Winnow.Local.Storage;

namespace Winnow.Local.Queues.Storage;

/// <summary>Messages that come in: sent, scheduled, and scheduled ones whose time has come.</summary>
internal sealed partial class QueueWriter
{
    private const int MaxActivatedAtOnce = 500;
    private const int MaxForgottenAtOnce = 5000;

    private Statement insert, remember, forget, due, cancel;

    /// <summary>Stores messages together; those sent before under the same message id are dropped.</summary>
    /// <returns>The sequence number of each: of the scheduled message, or of its copy in the first target; 0 for one that was dropped.</returns>
    public long[] Send(Destination destination, IReadOnlyList<NewMessage> messages, long now)
    {
        var sequences = new long[messages.Count];
        for (var index = 0; index < sequences.Length; index++)
        {
            if (!IsDuplicate(destination, messages[index], now))
            {
                sequences[index] = messages[index].Due > now
                    ? Schedule(destination, messages[index])
                    : Enqueue(destination, messages[index], now);
            }
        }

        return sequences;
    }

    /// <summary>Makes messages active whose time has come, a limited number at once.</summary>
    /// <returns>How many.</returns>
    public int ActivateDue(Destination destination, long now)
    {
        var messages = due.List(QueueReader.Map, destination.Id, now, MaxActivatedAtOnce);
        foreach (var message in messages)
        {
            delete.Execute(message.Sequence);
            var timeToLive = message.Expires - message.Due;
            Enqueue(destination, new NewMessage("", message.Body) { Annotations = message.Annotations, TimeToLive = timeToLive }, now);
        }

        return messages.Count;
    }

    /// <summary>Removes a scheduled message.</summary>
    /// <returns>False when there is none of that number.</returns>
    public bool CancelScheduled(Destination destination, long sequence) => cancel.Execute(sequence, destination.Id) > 0;

    /// <summary>Forgets message ids whose time is over, a limited number at once.</summary>
    /// <returns>How many.</returns>
    public int ForgetIds(long now) => forget.Execute(now, MaxForgottenAtOnce);

    private bool IsDuplicate(Destination destination, NewMessage message, long now) =>
        destination.DuplicateWindow > 0 && remember.Execute(destination.Id, message.Id, now + destination.DuplicateWindow, now) == 0;

    private long Schedule(Destination destination, NewMessage message)
    {
        var sequence = NextSequence();
        var scheduled = new StoredMessage(sequence, destination.Id, MessageState.Scheduled, message.Body)
        {
            OriginalSequence = sequence,
            Enqueued = message.Due!.Value,
            Due = message.Due,
            Expires = message.Due + message.TimeToLive,
            Annotations = message.Annotations,
        };
        Insert(scheduled);
        return sequence;
    }

    private long Enqueue(Destination destination, NewMessage message, long now)
    {
        var first = 0L;
        foreach (var target in destination.Targets)
        {
            var sequence = NextSequence();
            var stored = new StoredMessage(sequence, target.Queue, MessageState.Active, message.Body)
            {
                OriginalSequence = sequence,
                Enqueued = now,
                Expires = now + Shorter(message.TimeToLive, target.TimeToLive),
                Annotations = message.Annotations,
            };
            Insert(stored);
            Effects.Arrivals.Add(stored);
            first = first == 0 ? sequence : first;
        }

        return first;
    }

    private void Insert(StoredMessage message) => insert.Execute(
        message.Sequence,
        message.Queue,
        (int)message.State,
        message.OriginalSequence,
        message.Enqueued,
        message.Deliveries,
        message.Due,
        message.Expires,
        message.Source,
        message.Annotations,
        message.Body);

    private static long? Shorter(long? one, long? other) => one < other || other is null ? one : other;

    [MemberNotNull(nameof(insert), nameof(remember), nameof(forget), nameof(due), nameof(cancel))]
    private void PrepareSendStatements()
    {
        insert = Prepare(
            """
            INSERT INTO messages(seq, queue, state, original, enqueued, deliveries, due, expires, source, annotations, body)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            11);
        remember = Prepare(
            """
            INSERT INTO recent(queue, id, until) VALUES ($1, $2, $3)
            ON CONFLICT(queue, id) DO UPDATE SET until = excluded.until WHERE recent.until <= $4
            """,
            4);
        forget = Prepare(
            """
            DELETE FROM recent WHERE (queue, id) IN (SELECT queue, id FROM recent WHERE until <= $1 ORDER BY until LIMIT $2)
            """,
            2);
        due = Prepare(
            """
            SELECT seq, queue, state, original, enqueued, deliveries, due, expires, source, annotations, body FROM messages
            WHERE queue = $1 AND due IS NOT NULL AND due <= $2 ORDER BY due, seq LIMIT $3
            """,
            3);
        cancel = Prepare("DELETE FROM messages WHERE seq = $1 AND queue = $2 AND state = 2", 2);
    }
}
