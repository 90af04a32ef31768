using Azure.Data.Tables;
using Winnow.Core.Catalogue;

namespace Winnow.Storage.Tables;

/// <summary>The rows of Items: the item, a copy of its label, and the addresses and digests of its rows in the index.</summary>
/// <remarks>
/// The row is the lock of its item: whoever changes the index first writes the index rows, then replaces this row if it still has its ETag.
/// </remarks>
internal sealed class ItemTable(StorageClients clients)
{
    private const string Offset = nameof(Offset);
    private const string Length = nameof(Length);
    private const string MediaType = nameof(MediaType);
    private const string Width = nameof(Width);
    private const string Height = nameof(Height);
    private const string FileSplit = nameof(FileSplit);
    private const string IngestedAt = nameof(IngestedAt);
    private const string Indexed = nameof(Indexed);

    public TableClient Table => clients.Table(TableNames.Items);

    public static string Partition(string dataset, string pack) => $"{dataset}|{pack}";

    public async Task<TableEntity?> FindAsync(string dataset, string pack, string itemId, CancellationToken cancellationToken)
    {
        var row = await Table.GetEntityIfExistsAsync<TableEntity>(Partition(dataset, pack), itemId, cancellationToken: cancellationToken);
        return row.HasValue ? row.Value : null;
    }

    public async Task<List<TableEntity>> ReadPackAsync(string dataset, string pack, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition(dataset, pack)}");
        return await Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).ToListAsync(cancellationToken);
    }

    /// <summary>The row for an item about which <paramref name="facts"/> are known.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="fileSplit">The split that the file itself came with.</param>
    /// <param name="index">The item's rows in the index.</param>
    public static TableEntity Write(ItemFacts facts, string? fileSplit, IReadOnlyList<IndexRow> index)
    {
        var item = facts.Item;
        var row = new TableEntity(Partition(item.Dataset, item.Pack), item.Id)
        {
            [Offset] = item.Offset,
            [Length] = item.Length,
            [MediaType] = item.MediaType,
            [IngestedAt] = item.IngestedAt,
            [Indexed] = string.Join('\n', index.Select(entry => $"{SummaryColumns.Digest(facts, entry.Said)}{entry.Address}")),
        };
        SummaryColumns.Write(row, facts, facts.Best);
        AddIfKnown(row, Width, item.Width);
        AddIfKnown(row, Height, item.Height);
        AddIfKnown(row, FileSplit, fileSplit);
        return row;
    }

    /// <summary>The item as it was ingested, with the split that its file came with.</summary>
    public static Item ReadOriginal(TableEntity row) => Read(row) with { Split = row.GetString(FileSplit), State = ItemState.Unlabelled };

    public static Item Read(TableEntity row) => new()
    {
        Dataset = row.PartitionKey[..row.PartitionKey.IndexOf('|', StringComparison.Ordinal)],
        Pack = row.GetString(Column.Pack),
        Id = row.RowKey,
        Name = row.GetString(Column.Name),
        Offset = row.GetInt64(Offset)!.Value,
        Length = row.GetInt64(Length)!.Value,
        MediaType = row.GetString(MediaType),
        Width = row.GetInt32(Width),
        Height = row.GetInt32(Height),
        Split = row.GetString(Column.Split),
        State = ItemStates.Parse(row.GetString(Column.State)),
        IngestedAt = row.GetDateTimeOffset(IngestedAt)!.Value,
    };

    /// <summary>By address: the digests of the item's rows in the index, as of its last change.</summary>
    public static Dictionary<string, string> ReadIndexed(TableEntity row) => row.GetString(Indexed).Split('\n')
        .ToDictionary(entry => entry[SummaryColumns.DigestLength..], entry => entry[..SummaryColumns.DigestLength]);

    /// <summary>Whether both rows say the same: the index rows of an item hold all that can change of it.</summary>
    public static bool AreSame(TableEntity a, TableEntity b) => a.GetString(Indexed) == b.GetString(Indexed);

    private static void AddIfKnown(TableEntity row, string column, object? value)
    {
        if (value is not null)
        {
            row[column] = value;
        }
    }
}
