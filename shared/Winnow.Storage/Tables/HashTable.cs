using Azure.Data.Tables;
using Winnow.Core.Catalogue;

namespace Winnow.Storage.Tables;

/// <summary>The rows of Hashes: which pack holds, or is about to hold, a content.</summary>
/// <remarks>
/// Partitions are by the first hex digit: a shard of some hundred items then makes transactions of tens of rows, and sixteen
/// partitions of 2,000 rows/s are more than an account's 20,000 rows/s.
/// </remarks>
internal sealed class HashTable(StorageClients clients, IPackStore packs)
{
    private const int ParallelReads = 16;

    private TableClient Table => clients.Table(TableNames.Hashes);

    public async Task<string?> FindPackAsync(string dataset, string itemId, CancellationToken cancellationToken)
    {
        var row = await Table.GetEntityIfExistsAsync<TableEntity>(Partition(dataset, itemId), itemId, cancellationToken: cancellationToken);
        return row.HasValue ? row.Value!.GetString(Column.Pack) : null;
    }

    /// <inheritdoc cref="ICatalogue.ClaimAsync"/>
    public async Task<IReadOnlyDictionary<string, string>> ClaimAsync(
        string dataset, string batch, IReadOnlyList<(string ItemId, string Pack)> wanted, CancellationToken cancellationToken)
    {
        var owners = new Dictionary<string, string>(wanted.Count);
        foreach (var (itemId, pack) in wanted)
        {
            owners.TryAdd(itemId, pack);
        }

        var rows = owners.Select(claim => Write(dataset, claim.Key, claim.Value));
        var refused = await TableBatch.InsertAsync(Table, rows, cancellationToken);
        var committed = new Dictionary<string, bool>();
        while (refused.Count > 0)
        {
            var known = await ReadAsync(refused.SelectMany(transaction => transaction), cancellationToken);
            var fresh = refused.SelectMany(transaction => transaction).Where(row => !known.ContainsKey(row.RowKey));
            var abandoned = new List<TableEntity>();
            foreach (var row in known.Values)
            {
                if (await IsAbandonedAsync(dataset, batch, row, owners[row.RowKey], committed, cancellationToken))
                {
                    row[Column.Pack] = owners[row.RowKey];
                    abandoned.Add(row);
                }
                else
                {
                    owners[row.RowKey] = row.GetString(Column.Pack);
                }
            }

            var lost = await TableBatch.InsertAsync(Table, fresh, cancellationToken);
            refused = [.. lost, .. await TableBatch.ReplaceAsync(Table, abandoned, cancellationToken)];
        }

        return owners;
    }

    /// <summary>Whether another batch claimed the content for a pack that it never committed.</summary>
    private async Task<bool> IsAbandonedAsync(
        string dataset, string batch, TableEntity row, string wanted, Dictionary<string, bool> committed, CancellationToken cancellationToken)
    {
        var pack = row.GetString(Column.Pack);
        if (pack == wanted || pack.StartsWith(batch + "-", StringComparison.Ordinal))
        {
            return false;
        }

        if (!committed.TryGetValue(pack, out var exists))
        {
            committed[pack] = exists = await packs.ExistsAsync(dataset, pack, cancellationToken);
        }

        return !exists;
    }

    private async Task<Dictionary<string, TableEntity>> ReadAsync(IEnumerable<TableEntity> rows, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, TableEntity>();
        await Parallel.ForEachAsync(
            rows,
            new ParallelOptions { MaxDegreeOfParallelism = ParallelReads, CancellationToken = cancellationToken },
            async (row, token) =>
            {
                var found = await Table.GetEntityIfExistsAsync<TableEntity>(row.PartitionKey, row.RowKey, cancellationToken: token);
                if (found.HasValue)
                {
                    lock (known)
                    {
                        known[row.RowKey] = found.Value!;
                    }
                }
            });
        return known;
    }

    private static TableEntity Write(string dataset, string itemId, string pack) =>
        new(Partition(dataset, itemId), itemId) { [Column.Pack] = pack };

    private static string Partition(string dataset, string itemId) => $"{dataset}|{itemId[0]}";
}
