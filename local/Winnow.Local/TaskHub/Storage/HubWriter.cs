using Microsoft.Data.Sqlite;
using Winnow.Local.Storage;

namespace Winnow.Local.TaskHub.Storage;

/// <summary>Every change to a hub's database; used by one thread at a time.</summary>
internal sealed partial class HubWriter : ITransactionalWriter
{
    private readonly SqliteConnection connection;
    private readonly TimeProvider time;
    private readonly List<Statement> statements = [];
    private readonly Statement begin, commit, rollback;
    private long lastEventId;

    public HubWriter(SqliteConnection connection, TimeProvider time)
    {
        this.connection = connection;
        this.time = time;
        begin = Prepare("BEGIN IMMEDIATE", 0);
        commit = Prepare("COMMIT", 0);
        rollback = Prepare("ROLLBACK", 0);
        PrepareInstanceStatements();
        PrepareWorkStatements();
        PrepareTurnStatements();
        PrepareControlStatements();
        using var highest = new Statement(
            connection,
            "SELECT max(ifnull((SELECT max(id) FROM events), 0), ifnull((SELECT max(last_event) FROM instances), 0))",
            0);
        lastEventId = (long)highest.Scalar()!;
    }

    /// <summary>What the current transaction means for the rest of the hub.</summary>
    public CommitEffects Effects { get; } = new();

    private long NowTicks => time.GetUtcNow().Ticks;

    public void Begin()
    {
        Effects.Clear();
        begin.Execute();
    }

    public void Commit() => commit.Execute();

    public void Rollback()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            rollback.Execute();
        }
    }

    public void Dispose()
    {
        statements.ForEach(statement => statement.Dispose());
        connection.Dispose();
    }

    private Statement Prepare(string sql, int parameters)
    {
        var statement = new Statement(connection, sql, parameters);
        statements.Add(statement);
        return statement;
    }
}
