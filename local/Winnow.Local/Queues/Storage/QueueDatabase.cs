using Microsoft.Data.Sqlite;

namespace Winnow.Local.Queues.Storage;

/// <summary>Opens connections to the SQLite file of the endpoint.</summary>
/// <remarks>
/// <c>queues</c> gives each queue, topic, subscription and dead-letter queue a number; <c>messages</c> holds what has been sent and not yet
/// completed; <c>recent</c> the message ids that count as duplicates; <c>counter</c> the sequence numbers that may have been given out.
/// Every commit is synchronised with the disk (<c>synchronous=FULL</c>). Times are Unix milliseconds.
/// </remarks>
internal sealed class QueueDatabase(string path)
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS queues(id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE COLLATE NOCASE);
        CREATE TABLE IF NOT EXISTS messages(
            seq INTEGER PRIMARY KEY,
            queue INTEGER NOT NULL,
            state INTEGER NOT NULL,
            original INTEGER NOT NULL,
            enqueued INTEGER NOT NULL,
            deliveries INTEGER NOT NULL,
            due INTEGER,
            expires INTEGER,
            source TEXT,
            annotations BLOB,
            body BLOB NOT NULL);
        CREATE INDEX IF NOT EXISTS messages_by_queue ON messages(queue, seq);
        CREATE INDEX IF NOT EXISTS messages_by_due ON messages(queue, due) WHERE due IS NOT NULL;
        CREATE INDEX IF NOT EXISTS messages_by_expiry ON messages(queue, expires) WHERE expires IS NOT NULL;
        CREATE TABLE IF NOT EXISTS recent(
            queue INTEGER NOT NULL, id TEXT NOT NULL, until INTEGER NOT NULL, PRIMARY KEY(queue, id)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS recent_by_time ON recent(until);
        CREATE TABLE IF NOT EXISTS counter(one INTEGER PRIMARY KEY CHECK(one = 1), reserved INTEGER NOT NULL);
        INSERT INTO counter VALUES(1, 0) ON CONFLICT DO NOTHING;
        """;

    /// <summary>Opens the connection that writes, and creates what is missing.</summary>
    public SqliteConnection OpenWriter()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var connection = Open();
        Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=67108864;");
        Run(connection, $"BEGIN; {Schema} COMMIT;");
        return connection;
    }

    public SqliteConnection OpenReader()
    {
        var connection = Open();
        Run(connection, "PRAGMA query_only=1;");
        return connection;
    }

    private SqliteConnection Open()
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 30 };
        var connection = new SqliteConnection(settings.ConnectionString);
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // only this class's own text comes here
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
