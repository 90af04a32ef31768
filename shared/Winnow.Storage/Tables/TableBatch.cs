using Azure.Data.Tables;

namespace Winnow.Storage.Tables;

/// <summary>Writes many rows in transactions of up to 100 rows of one partition, several at a time.</summary>
internal static class TableBatch
{
    private const int TransactionRows = 100;
    private const int ParallelTransactions = 4;

    /// <summary>Applies all actions; the order between them is not kept. A key may occur only once.</summary>
    public static Task SubmitAsync(TableClient table, IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        var transactions = actions
            .GroupBy(action => action.Entity.PartitionKey)
            .SelectMany(partition => partition.Chunk(TransactionRows));
        return Parallel.ForEachAsync(
            transactions,
            new ParallelOptions { MaxDegreeOfParallelism = ParallelTransactions, CancellationToken = cancellationToken },
            async (rows, token) => await table.SubmitTransactionAsync(rows, token));
    }
}
