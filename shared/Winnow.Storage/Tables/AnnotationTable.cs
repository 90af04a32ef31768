using Azure.Data.Tables;

namespace Winnow.Storage.Tables;

/// <summary>The rows of Annotations: one per item and source.</summary>
internal sealed class AnnotationTable(StorageClients clients)
{
    private const string Source = nameof(Source);

    private TableClient Table => clients.Table(TableNames.Annotations);

    /// <summary>Writes annotations of one pack's items, once per item and source.</summary>
    /// <remarks>Where one content has several names that are annotated differently, the name that sorts first wins, whichever came first.</remarks>
    public async Task WriteAsync(string dataset, string pack, IEnumerable<AnnotationRow> annotations, CancellationToken cancellationToken)
    {
        var partition = ItemTable.Partition(dataset, pack);
        var wanted = annotations
            .GroupBy(row => (row.ItemId, row.Source))
            .Select(group => group.MinBy(row => row.Path, StringComparer.Ordinal)!)
            .ToDictionary(row => Key(row.ItemId, row.Source));
        var refused = await TableBatch.InsertAsync(Table, wanted.Select(row => Write(partition, row.Key, row.Value)), cancellationToken);
        while (refused.Count > 0)
        {
            var known = (await QueryAsync(partition, cancellationToken)).ToDictionary(row => row.RowKey);
            var rows = refused.SelectMany(transaction => transaction).ToList();
            var fresh = rows.Where(row => !known.ContainsKey(row.RowKey));
            var changed = rows.Where(row => known.TryGetValue(row.RowKey, out var old) && Outranks(wanted[row.RowKey], Read(old))).ToList();
            changed.ForEach(row => row.ETag = known[row.RowKey].ETag);
            var lost = await TableBatch.InsertAsync(Table, fresh, cancellationToken);
            refused = [.. lost, .. await TableBatch.ReplaceAsync(Table, changed, cancellationToken)];
        }
    }

    public async Task<List<AnnotationRow>> ReadPackAsync(string dataset, string pack, CancellationToken cancellationToken) =>
        [.. (await QueryAsync(ItemTable.Partition(dataset, pack), cancellationToken)).Select(Read)];

    /// <summary>The annotations of one item.</summary>
    public async Task<List<AnnotationRow>> ReadItemAsync(string dataset, string pack, string itemId, CancellationToken cancellationToken)
    {
        var prefix = itemId + "|";
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {ItemTable.Partition(dataset, pack)} and RowKey ge {prefix} and RowKey lt {TableKey.AfterPrefix(prefix)}");
        var rows = await Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        return [.. rows.Select(Read)];
    }

    private static bool Outranks(AnnotationRow row, AnnotationRow old) =>
        row != old && string.CompareOrdinal(row.Path, old.Path) <= 0;

    private async Task<List<TableEntity>> QueryAsync(string partition, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
        return await Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).ToListAsync(cancellationToken);
    }

    private static string Key(string itemId, string source) => $"{itemId}|{TableKey.Value(source)}";

    private static TableEntity Write(string partition, string key, AnnotationRow row)
    {
        var entity = new TableEntity(partition, key) { [Source] = row.Source, [Column.Path] = row.Path };
        if (row.Label is not null)
        {
            entity[Column.Label] = row.Label;
        }

        if (row.Text is not null)
        {
            entity[Column.Text] = row.Text;
        }

        if (row.Split is not null)
        {
            entity[Column.Split] = row.Split;
        }

        if (row.Detail is not null)
        {
            entity[Column.Detail] = row.Detail;
        }

        return entity;
    }

    private static AnnotationRow Read(TableEntity row) => new(
        row.RowKey[..row.RowKey.IndexOf('|', StringComparison.Ordinal)],
        row.GetString(Column.Path),
        row.GetString(Source),
        row.GetString(Column.Label),
        row.GetString(Column.Text),
        row.GetString(Column.Split),
        row.GetString(Column.Detail));
}
