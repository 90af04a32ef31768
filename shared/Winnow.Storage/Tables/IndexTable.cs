using Azure.Data.Tables;

namespace Winnow.Storage.Tables;

/// <summary>The rows of Index.</summary>
internal sealed class IndexTable(StorageClients clients)
{
    public TableClient Table => clients.Table(TableNames.Index);

    public static string Partition(string dataset, string field) => $"{dataset}|{field}";

    /// <summary>Writes rows for items, and deletes rows that no longer hold.</summary>
    /// <param name="changes">The rows of each item.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task WriteAsync(IEnumerable<IndexChange> changes, CancellationToken cancellationToken) =>
        TableBatch.SubmitAsync(Table, changes.SelectMany(Actions), cancellationToken);

    private static IEnumerable<TableTransactionAction> Actions(IndexChange change)
    {
        var dataset = change.Facts.Item.Dataset;
        foreach (var row in change.Rows)
        {
            var entity = new TableEntity(Partition(dataset, row.Field), row.Key);
            SummaryColumns.Write(entity, change.Facts, row.Said);
            yield return new(TableTransactionActionType.UpsertReplace, entity);
        }

        foreach (var address in change.Gone)
        {
            var tab = address.IndexOf('\t', StringComparison.Ordinal);
            yield return new(TableTransactionActionType.Delete, new TableEntity(Partition(dataset, address[..tab]), address[(tab + 1)..]), Azure.ETag.All);
        }
    }
}
