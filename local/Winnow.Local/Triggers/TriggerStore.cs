using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Data.Sqlite;

namespace Winnow.Local.Triggers;

/// <summary>What triggers remember over a restart, in one SQLite file: blob receipts and the status of timers.</summary>
/// <remarks>
/// SQLite rather than receipt blobs as in Azure: with 100,000 blobs a start reads them in one query instead of 100,000 requests.
/// Safe for use from several threads.
/// </remarks>
internal sealed class TriggerStore : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SqliteConnection _connection;

    /// <param name="path">The file; it and its folder are created when missing.</param>
    public TriggerStore(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        Execute("PRAGMA journal_mode=WAL");
        Execute("PRAGMA synchronous=NORMAL");
        Execute(
            """
            CREATE TABLE IF NOT EXISTS receipts (
              listener TEXT NOT NULL, blob TEXT NOT NULL, etag TEXT NOT NULL, tries INTEGER NOT NULL, done INTEGER NOT NULL,
              PRIMARY KEY (listener, blob)) WITHOUT ROWID
            """);
        Execute("CREATE TABLE IF NOT EXISTS timers (name TEXT PRIMARY KEY, last TEXT NOT NULL, next TEXT NOT NULL, updated TEXT NOT NULL) WITHOUT ROWID");
    }

    public Dictionary<string, BlobReceipt> ReadReceipts(string listener)
    {
        lock (_lock)
        {
            using var command = Command("SELECT blob, etag, tries, done FROM receipts WHERE listener = $listener", ("$listener", listener));
            using var reader = command.ExecuteReader();
            var receipts = new Dictionary<string, BlobReceipt>(StringComparer.Ordinal);
            while (reader.Read())
                receipts[reader.GetString(0)] = new BlobReceipt(reader.GetString(1), reader.GetInt32(2), reader.GetBoolean(3));
            return receipts;
        }
    }

    public void WriteReceipt(string listener, string blob, BlobReceipt receipt) =>
        Execute(
            "INSERT OR REPLACE INTO receipts (listener, blob, etag, tries, done) VALUES ($listener, $blob, $etag, $tries, $done)",
            ("$listener", listener), ("$blob", blob), ("$etag", receipt.ETag), ("$tries", receipt.Tries), ("$done", receipt.IsDone ? 1 : 0));

    /// <summary>Forgets blobs that are gone.</summary>
    public void DeleteReceipts(string listener, IReadOnlyCollection<string> blobs)
    {
        if (blobs.Count == 0)
            return;
        lock (_lock)
        {
            using var transaction = _connection.BeginTransaction();
            using var command = Command("DELETE FROM receipts WHERE listener = $listener AND blob = $blob", ("$listener", listener), ("$blob", ""));
            foreach (var blob in blobs)
            {
                command.Parameters["$blob"].Value = blob;
                command.ExecuteNonQuery();
            }
            transaction.Commit();
        }
    }

    public ScheduleStatus? ReadTimer(string name)
    {
        lock (_lock)
        {
            using var command = Command("SELECT last, next, updated FROM timers WHERE name = $name", ("$name", name));
            using var reader = command.ExecuteReader();
            return reader.Read() ? new ScheduleStatus { Last = Time(reader, 0), Next = Time(reader, 1), LastUpdated = Time(reader, 2) } : null;
        }
    }

    public void WriteTimer(string name, ScheduleStatus status) =>
        Execute(
            "INSERT OR REPLACE INTO timers (name, last, next, updated) VALUES ($name, $last, $next, $updated)",
            ("$name", name), ("$last", Text(status.Last)), ("$next", Text(status.Next)), ("$updated", Text(status.LastUpdated)));

    public void Dispose() => _connection.Dispose();

    private static DateTime Time(SqliteDataReader reader, int column) =>
        DateTime.Parse(reader.GetString(column), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    private static string Text(DateTime time) => time.ToString("O", CultureInfo.InvariantCulture);

    private void Execute(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        lock (_lock)
        {
            using var command = Command(sql, parameters);
            command.ExecuteNonQuery();
        }
    }

    // Every caller passes a constant text.
#pragma warning disable CA2100
    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command;
    }
#pragma warning restore CA2100
}
