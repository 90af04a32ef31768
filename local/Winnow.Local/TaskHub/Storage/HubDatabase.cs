using Microsoft.Data.Sqlite;

namespace Winnow.Local.TaskHub.Storage;

/// <summary>Opens connections to the SQLite file of a hub.</summary>
/// <remarks>
/// Tables: <c>instances</c> (state of each orchestration), <c>events</c> (what happened to it, in order of arrival), <c>turns</c> (what its
/// code then did): events and turns together are the history that a replay needs, and go when the execution ends.
/// <c>activities</c> and <c>timers</c> are work that is still to be done. Times are UTC ticks.
/// </remarks>
internal sealed class HubDatabase(TaskHubOptions options)
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS instances(
            key INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            status INTEGER NOT NULL,
            execution INTEGER NOT NULL DEFAULT 0,
            turns INTEGER NOT NULL DEFAULT 0,
            last_event INTEGER NOT NULL DEFAULT 0,
            turn_time INTEGER NOT NULL DEFAULT 0,
            start_at INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            parent INTEGER,
            parent_execution INTEGER,
            parent_task INTEGER,
            input TEXT,
            output TEXT,
            custom_status TEXT,
            failure TEXT);
        CREATE INDEX IF NOT EXISTS instances_by_parent ON instances(parent) WHERE parent IS NOT NULL;
        CREATE INDEX IF NOT EXISTS instances_live ON instances(key) WHERE status IN (0, 6, 7);
        CREATE TABLE IF NOT EXISTS events(
            instance INTEGER NOT NULL,
            id INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            task INTEGER NOT NULL,
            name TEXT,
            data TEXT,
            PRIMARY KEY(instance, id)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS turns(
            instance INTEGER NOT NULL,
            number INTEGER NOT NULL,
            time INTEGER NOT NULL,
            last_event INTEGER NOT NULL,
            actions BLOB NOT NULL,
            PRIMARY KEY(instance, number)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS activities(
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            instance INTEGER NOT NULL,
            execution INTEGER NOT NULL,
            task INTEGER NOT NULL,
            name TEXT NOT NULL,
            input TEXT);
        CREATE TABLE IF NOT EXISTS timers(
            instance INTEGER NOT NULL,
            task INTEGER NOT NULL,
            execution INTEGER NOT NULL,
            due INTEGER NOT NULL,
            PRIMARY KEY(instance, task)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS timers_by_due ON timers(due);
        """;

    /// <summary>Opens the connection that writes, and creates what is missing.</summary>
    public SqliteConnection OpenWriter()
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(options.Path))!;
        Directory.CreateDirectory(folder);
        var connection = Open();
        var synchronous = options.Durability == Durability.PowerLoss ? "FULL" : "NORMAL";
        Run(connection, $"PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous}; PRAGMA journal_size_limit=67108864;");
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
        var settings = new SqliteConnectionStringBuilder { DataSource = options.Path, Pooling = false, DefaultTimeout = 30 };
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
