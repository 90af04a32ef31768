using Microsoft.Data.Sqlite;
using Winnow.Local.Storage;

namespace Winnow.Local.Queues.Storage;

/// <summary>Reads what has been committed; used by one thread at a time.</summary>
internal sealed class QueueReader : IDisposable
{
    private const string Columns = "SELECT seq, queue, state, original, enqueued, deliveries, due, expires, source, annotations, body FROM messages";
    private readonly SqliteConnection connection;
    private readonly Statement active, one, all, expired, nextDue, nextForgotten, counts;

    public QueueReader(SqliteConnection connection)
    {
        this.connection = connection;
        active = new Statement(connection, $"{Columns} WHERE queue = $1 AND seq > $2 AND state = 0 ORDER BY seq LIMIT $3", 3);
        one = new Statement(connection, $"{Columns} WHERE seq = $1 AND queue = $2", 2);
        all = new Statement(
            connection, $"{Columns} WHERE queue = $1 AND seq >= $2 AND (expires IS NULL OR expires > $3) ORDER BY seq LIMIT $4", 4);
        expired = new Statement(
            connection, "SELECT seq FROM messages WHERE queue = $1 AND expires IS NOT NULL AND expires <= $2 AND state <> 2 ORDER BY expires LIMIT $3", 3);
        nextDue = new Statement(connection, "SELECT min(due) FROM messages WHERE queue = $1 AND due IS NOT NULL", 1);
        nextForgotten = new Statement(connection, "SELECT min(until) FROM recent", 0);
        counts = new Statement(connection, "SELECT q.path, count(*) FROM messages m JOIN queues q ON q.id = m.queue GROUP BY q.id", 0);
    }

    /// <summary>Active messages of a queue after a sequence number, oldest first, for as long as they fit.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="after">Sequence number of the last message that is known.</param>
    /// <param name="maxMessages">Most messages.</param>
    /// <param name="maxBytes">Bytes of bodies after which no more is read.</param>
    public List<StoredMessage> ActiveAfter(long queue, long after, int maxMessages, long maxBytes)
    {
        using var rows = active.Read(queue, after, maxMessages);
        var messages = new List<StoredMessage>();
        for (var bytes = 0L; bytes < maxBytes && rows.Read(); bytes += messages[^1].Body.Length)
        {
            messages.Add(Map(rows));
        }

        return messages;
    }

    /// <summary>A message of a queue, or null when it is gone.</summary>
    public StoredMessage? Find(long queue, long sequence) => one.List(Map, sequence, queue) is [var message] ? message : null;

    /// <summary>Messages in any state from a sequence number on, without those that have expired, oldest first.</summary>
    public List<StoredMessage> From(long queue, long sequence, long now, int maxMessages) => all.List(Map, queue, sequence, now, maxMessages);

    /// <summary>Sequence numbers of messages that have expired.</summary>
    public List<long> Expired(long queue, long now, int maxMessages) => expired.List(rows => rows.GetInt64(0), queue, now, maxMessages);

    /// <summary>When the next scheduled message becomes active.</summary>
    public long? NextDue(long queue) => nextDue.Scalar(queue) as long?;

    /// <summary>When the next message id may be forgotten.</summary>
    public long? NextForgotten() => nextForgotten.Scalar() as long?;

    /// <summary>How many messages lie in each queue that has any.</summary>
    public List<(string Path, long Messages)> Counts() => counts.List(rows => (rows.GetString(0), rows.GetInt64(1)));

    public void Dispose()
    {
        foreach (var statement in (Statement[])[active, one, all, expired, nextDue, nextForgotten, counts])
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    /// <summary>A row of the columns that every query of messages selects.</summary>
    internal static StoredMessage Map(SqliteDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1), (MessageState)row.GetInt32(2), row.GetFieldValue<byte[]>(10))
        {
            OriginalSequence = row.GetInt64(3),
            Enqueued = row.GetInt64(4),
            Deliveries = row.GetInt32(5),
            Due = row.IsDBNull(6) ? null : row.GetInt64(6),
            Expires = row.IsDBNull(7) ? null : row.GetInt64(7),
            Source = row.IsDBNull(8) ? null : row.GetString(8),
            Annotations = row.IsDBNull(9) ? null : row.GetFieldValue<byte[]>(9),
        };
}
