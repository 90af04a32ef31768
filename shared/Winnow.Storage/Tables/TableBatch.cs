using Azure;
using Azure.Data.Tables;

namespace Winnow.Storage.Tables;

/// <summary>Writes many rows in transactions of one partition, several at a time.</summary>
/// <remarks>A transaction holds up to 100 rows and stays under the service's 4 MiB.</remarks>
internal static class TableBatch
{
    private const int TransactionRows = 100;
    private const int TransactionBytes = 3 << 20;
    private const int ParallelTransactions = 4;

    /// <summary>Applies all actions; the order between them is not kept. A key may occur only once. Rows to delete may be gone already.</summary>
    public static Task SubmitAsync(TableClient table, IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken) =>
        ForEachAsync(Transactions(actions), (rows, token) => SubmitDeletesLenientlyAsync(table, rows, token), cancellationToken);

    /// <summary>Upserts all rows. A key may occur only once.</summary>
    public static Task UpsertAsync(
        TableClient table, IEnumerable<TableEntity> rows, TableTransactionActionType kind, CancellationToken cancellationToken) =>
        SubmitAsync(table, rows.Select(row => new TableTransactionAction(kind, row)), cancellationToken);

    /// <summary>Inserts rows that are expected to be new, and returns the transactions that were not applied because one of their rows exists.</summary>
    public static async Task<IReadOnlyList<TableEntity[]>> InsertAsync(
        TableClient table, IEnumerable<TableEntity> rows, CancellationToken cancellationToken)
    {
        var actions = rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row));
        return await RefusedAsync(table, actions, 409, cancellationToken);
    }

    /// <summary>Replaces rows that still have their ETag, and returns the transactions that were not applied because one of their rows changed.</summary>
    public static async Task<IReadOnlyList<TableEntity[]>> ReplaceAsync(
        TableClient table, IEnumerable<TableEntity> rows, CancellationToken cancellationToken)
    {
        var actions = rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, row.ETag));
        return await RefusedAsync(table, actions, 412, cancellationToken);
    }

    /// <summary>Cuts actions into transactions by partition, count and size.</summary>
    public static IEnumerable<List<TableTransactionAction>> Transactions(IEnumerable<TableTransactionAction> actions)
    {
        foreach (var partition in actions.GroupBy(action => action.Entity.PartitionKey))
        {
            var transaction = new List<TableTransactionAction>();
            var bytes = 0;
            foreach (var action in partition)
            {
                var size = RowSize.Estimate(action.Entity);
                if (transaction.Count == TransactionRows || (transaction.Count > 0 && bytes + size > TransactionBytes))
                {
                    yield return transaction;
                    transaction = [];
                    bytes = 0;
                }

                transaction.Add(action);
                bytes += size;
            }

            yield return transaction;
        }
    }

    private static async Task<IReadOnlyList<TableEntity[]>> RefusedAsync(
        TableClient table, IEnumerable<TableTransactionAction> actions, int status, CancellationToken cancellationToken)
    {
        var refused = new List<TableEntity[]>();
        await ForEachAsync(
            Transactions(actions),
            async (rows, token) =>
            {
                try
                {
                    await table.SubmitTransactionAsync(rows, token);
                }
                catch (RequestFailedException error) when (error.Status == status)
                {
                    lock (refused)
                    {
                        refused.Add([.. rows.Select(row => (TableEntity)row.Entity)]);
                    }
                }
            },
            cancellationToken);
        return refused;
    }

    /// <summary>A row to delete that does not exist fails its whole transaction: leave it out and try again.</summary>
    private static async Task SubmitDeletesLenientlyAsync(TableClient table, List<TableTransactionAction> rows, CancellationToken cancellationToken)
    {
        while (rows.Count > 0)
        {
            try
            {
                await table.SubmitTransactionAsync(rows, cancellationToken);
                return;
            }
            catch (TableTransactionFailedException error)
                when (error.Status == 404 && error.FailedTransactionActionIndex is { } index && rows[index].ActionType == TableTransactionActionType.Delete)
            {
                rows = [.. rows.Where((_, i) => i != index)];
            }
        }
    }

    private static Task ForEachAsync(
        IEnumerable<List<TableTransactionAction>> transactions,
        Func<List<TableTransactionAction>, CancellationToken, Task> action,
        CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            transactions,
            new ParallelOptions { MaxDegreeOfParallelism = ParallelTransactions, CancellationToken = cancellationToken },
            async (rows, token) => await action(rows, token));
}
