using Microsoft.Data.Sqlite;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Winnow.Local.Storage;
using Winnow.Local.TaskHub.History;

namespace Winnow.Local.TaskHub.Storage;

/// <summary>Reads what has been committed; used by one thread at a time.</summary>
internal sealed class HubReader : IDisposable
{
    private const string InstanceColumns = """
        SELECT i.key, i.id, i.name, i.status, i.execution, i.turns, i.last_event, i.turn_time, i.start_at, i.input,
               i.parent, i.parent_execution, i.parent_task, p.id, p.name
        FROM instances i LEFT JOIN instances p ON p.key = i.parent
        """;

    private const string StateColumns =
        "SELECT key, id, name, status, created_at, updated_at, input, output, custom_status, failure FROM instances";

    private readonly SqliteConnection connection;
    private readonly Statement instance, events, turns, activities, nextTimer, ready, state, query;

    public HubReader(SqliteConnection connection)
    {
        this.connection = connection;
        instance = new Statement(connection, $"{InstanceColumns} WHERE i.key = $1", 1);
        events = new Statement(
            connection,
            "SELECT id, kind, task, name, data FROM events WHERE instance = $1 AND id > $2 AND id <= $3 ORDER BY id LIMIT $4",
            4);
        turns = new Statement(
            connection, "SELECT number, time, last_event, actions FROM turns WHERE instance = $1 AND number < $2 ORDER BY number", 2);
        activities = new Statement(
            connection,
            """
            SELECT a.id, a.instance, ifnull(i.id, ''), a.execution, a.task, a.name, a.input
            FROM activities a LEFT JOIN instances i ON i.key = a.instance WHERE a.id > $1 ORDER BY a.id LIMIT $2
            """,
            2);
        nextTimer = new Statement(connection, "SELECT min(due) FROM timers", 0);
        ready = new Statement(
            connection,
            """
            SELECT key FROM instances WHERE status IN (0, 6)
            AND (turns = 0 OR EXISTS (SELECT 1 FROM events WHERE instance = key AND id > last_event)) ORDER BY key
            """,
            0);
        state = new Statement(connection, $"{StateColumns} WHERE id = $1", 1);
        query = new Statement(
            connection,
            $"""
            {StateColumns}
            WHERE key > $1 AND created_at >= $2 AND created_at <= $3
            AND ($4 IS NULL OR status IN (SELECT value FROM json_each($4)))
            AND ($5 IS NULL OR substr(id, 1, length($5)) = $5)
            ORDER BY key LIMIT $6
            """,
            6);
    }

    public InstanceRow? FindInstance(long key)
    {
        using var row = instance.Read(key);
        return row.Read() ? ToInstance(row) : null;
    }

    /// <summary>Events of an instance after one and up to another, oldest first.</summary>
    public List<HubEvent> Events(long key, long after, long upTo = long.MaxValue, int limit = -1) =>
        events.List(ToEvent, key, after, upTo, limit);

    /// <summary>The first <paramref name="count"/> turns of the current execution.</summary>
    public List<RecordedTurn> Turns(long key, int count) => turns.List(
        row => new RecordedTurn(row.GetInt32(0), Utc(row.GetInt64(1)), row.GetInt64(2), ActionLog.Decode((byte[])row[3])), key, count);

    /// <summary>Activities without a result that were called after <paramref name="after"/>, oldest first.</summary>
    public List<PendingActivity> Activities(long after, int limit) => activities.List(
        row => new PendingActivity(
            row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetInt32(3), row.GetInt32(4), row.GetString(5), Text(row, 6)),
        after,
        limit);

    /// <summary>When the next timer is due (UTC), or null when there is none.</summary>
    public DateTime? NextTimer() => nextTimer.Scalar() is long ticks ? Utc(ticks) : null;

    /// <summary>Keys of the instances that have something to do.</summary>
    public List<long> ReadyInstances() => ready.List(row => row.GetInt64(0));

    /// <summary>The state of an instance; with <paramref name="converter"/>, inputs and outputs as well.</summary>
    public OrchestrationMetadata? FindState(string id, DataConverter? converter)
    {
        using var row = state.Read(id);
        return row.Read() ? ToMetadata(row, converter) : null;
    }

    /// <summary>States of instances after a key, in the order of creation, each with its key.</summary>
    public List<(long Key, OrchestrationMetadata State)> States(OrchestrationQuery filter, long after, int limit, DataConverter? converter) =>
        query.List(
            row => (row.GetInt64(0), ToMetadata(row, converter)),
            after,
            filter.CreatedFrom?.UtcTicks ?? 0,
            filter.CreatedTo?.UtcTicks ?? long.MaxValue,
            filter.Statuses is null ? null : $"[{string.Join(',', filter.Statuses.Select(status => (int)status))}]",
            filter.InstanceIdPrefix,
            limit);

    public void Dispose()
    {
        foreach (var statement in (Statement[])[instance, events, turns, activities, nextTimer, ready, state, query])
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    private static InstanceRow ToInstance(SqliteDataReader row) => new(row.GetInt64(0), row.GetString(1), row.GetString(2))
    {
        Status = (OrchestrationRuntimeStatus)row.GetInt32(3),
        Execution = row.GetInt32(4),
        Turns = row.GetInt32(5),
        LastEvent = row.GetInt64(6),
        TurnTime = Utc(row.GetInt64(7)),
        StartAt = Utc(row.GetInt64(8)),
        Input = Text(row, 9),
        Parent = row.IsDBNull(10) ? null : new ParentRow(row.GetInt64(10), row.GetInt32(11), row.GetInt32(12), Text(row, 13), Text(row, 14)),
    };

    private static HubEvent ToEvent(SqliteDataReader row) =>
        new(row.GetInt64(0), (EventKind)row.GetInt32(1), row.GetInt32(2), Text(row, 3), Text(row, 4));

    private static OrchestrationMetadata ToMetadata(SqliteDataReader row, DataConverter? converter) => new(row.GetString(2), row.GetString(1))
    {
        RuntimeStatus = (OrchestrationRuntimeStatus)row.GetInt32(3),
        CreatedAt = Utc(row.GetInt64(4)),
        LastUpdatedAt = Utc(row.GetInt64(5)),
        DataConverter = converter,
        SerializedInput = converter is null ? null : Text(row, 6),
        SerializedOutput = converter is null ? null : Text(row, 7),
        SerializedCustomStatus = converter is null ? null : Text(row, 8),
        FailureDetails = converter is null ? null : Failures.Parse(Text(row, 9)),
    };

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTime Utc(long ticks) => new(ticks, DateTimeKind.Utc);
}
