using Microsoft.Data.Sqlite;
using Winnow.Local.Storage;

namespace Winnow.Local.Queues.Storage;

/// <summary>Every change to the endpoint's database; used by one thread at a time.</summary>
internal sealed partial class QueueWriter : ITransactionalWriter
{
    /// <summary>Sequence numbers that one write to <c>counter</c> reserves, so that none is given out twice, even after a crash.</summary>
    private const int Reservation = 10_000;

    private readonly SqliteConnection connection;
    private readonly List<Statement> statements = [];
    private readonly Statement begin, commit, rollback, reserve, findQueue, insertQueue;
    private long lastSequence, reservedSequence;

    public QueueWriter(SqliteConnection connection)
    {
        this.connection = connection;
        begin = Prepare("BEGIN IMMEDIATE", 0);
        commit = Prepare("COMMIT", 0);
        rollback = Prepare("ROLLBACK", 0);
        reserve = Prepare("UPDATE counter SET reserved = $1", 1);
        findQueue = Prepare("SELECT id FROM queues WHERE path = $1", 1);
        insertQueue = Prepare("INSERT INTO queues(path) VALUES ($1) RETURNING id", 1);
        PrepareSendStatements();
        PrepareSettleStatements();
        using var reserved = new Statement(connection, "SELECT reserved FROM counter", 0);
        lastSequence = reservedSequence = (long)reserved.Scalar()!;
    }

    /// <summary>What the current transaction means for the rest of the endpoint.</summary>
    public CommitEffects Effects { get; } = new();

    public void Begin()
    {
        Effects.Clear();
        begin.Execute();
    }

    public void Commit() => commit.Execute();

    public void Rollback()
    {
        // What was reserved in this transaction is reserved no more.
        reservedSequence = lastSequence;
        if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            rollback.Execute();
        }
    }

    /// <summary>The number of a queue, topic, subscription or dead-letter queue; a new one for a new path.</summary>
    public long QueueId(string path) => (long)(findQueue.Scalar(path) ?? insertQueue.Scalar(path)!);

    public void Dispose()
    {
        statements.ForEach(statement => statement.Dispose());
        connection.Dispose();
    }

    private long NextSequence()
    {
        if (lastSequence == reservedSequence)
        {
            reservedSequence += Reservation;
            reserve.Execute(reservedSequence);
        }

        return ++lastSequence;
    }

    private Statement Prepare(string sql, int parameters)
    {
        var statement = new Statement(connection, sql, parameters);
        statements.Add(statement);
        return statement;
    }
}
