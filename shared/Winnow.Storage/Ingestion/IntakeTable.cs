using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Winnow.Core.Ingestion;
using Winnow.Storage.Tables;

namespace Winnow.Storage.Ingestion;

/// <summary>The list of pending drops in table <c>Intake</c>: PK <c>{dataset}|{bucket}</c>, RK SHA-256 of path and ETag.</summary>
/// <remarks>The bucket is the first hex digit of the row key: sixteen partitions per dataset, so that none is hot.</remarks>
public sealed class IntakeTable(StorageClients clients) : IIntake
{
    private static readonly string[] KeyColumns = [nameof(TableEntity.PartitionKey)];

    private readonly TableClient _table = clients.Table(TableNames.Intake);

    /// <remarks>Idempotent by path and ETag.</remarks>
    public Task AddAsync(IReadOnlyCollection<Drop> drops, CancellationToken cancellationToken) =>
        drops.Count == 1
            ? _table.UpsertEntityAsync(ToRow(drops.First()), TableUpdateMode.Replace, cancellationToken)
            : TableBatch.SubmitAsync(_table, Unique(drops).Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), cancellationToken);

    public async Task<IReadOnlyList<Drop>> PeekAsync(string dataset, int maxDrops, long maxBytes, CancellationToken cancellationToken)
    {
        List<Drop> drops = [];
        var bytes = 0L;
        await foreach (var row in _table.QueryAsync<TableEntity>(OfDataset(dataset), Math.Min(maxDrops, 1000), cancellationToken: cancellationToken))
        {
            var drop = new Drop(dataset, row.GetString(nameof(Drop.Path)), row.GetString(nameof(Drop.ETag)), row.GetInt64(nameof(Drop.Length)) ?? 0);
            drops.Add(drop);
            bytes += drop.Length;
            if (drops.Count == maxDrops || bytes >= maxBytes)
                break;
        }

        return drops;
    }

    /// <remarks>Idempotent: rows that are gone are ignored.</remarks>
    public async Task RemoveAsync(IReadOnlyCollection<Drop> drops, CancellationToken cancellationToken)
    {
        var rows = Unique(drops).ToList();
        try
        {
            await TableBatch.SubmitAsync(
                _table, rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)), cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // One missing row undoes its transaction: an earlier try has removed it. The rest goes one by one; deleting ignores what is missing.
            await Parallel.ForEachAsync(rows, cancellationToken, async (row, token) =>
                await _table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, token));
        }
    }

    public async Task<long> CountPendingAsync(string dataset, CancellationToken cancellationToken)
    {
        var count = 0L;
        await foreach (var page in _table.QueryAsync<TableEntity>(OfDataset(dataset), 1000, KeyColumns, cancellationToken).AsPages())
            count += page.Values.Count;
        return count;
    }

    public async Task<bool> HasPendingAsync(string dataset, CancellationToken cancellationToken)
    {
        await foreach (var _ in _table.QueryAsync<TableEntity>(OfDataset(dataset), 1, KeyColumns, cancellationToken))
            return true;
        return false;
    }

    // The character after '|' is '}', and no dataset name holds either.
    private static string OfDataset(string dataset) =>
        TableClient.CreateQueryFilter($"PartitionKey ge {dataset + "|"} and PartitionKey lt {dataset + "}"}");

    private static IEnumerable<TableEntity> Unique(IEnumerable<Drop> drops) => drops.Select(ToRow).DistinctBy(row => row.RowKey);

    private static TableEntity ToRow(Drop drop)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{drop.Path}\n{drop.ETag}")));
        return new TableEntity($"{drop.Dataset}|{key[0]}", key)
        {
            [nameof(Drop.Path)] = drop.Path,
            [nameof(Drop.ETag)] = drop.ETag,
            [nameof(Drop.Length)] = drop.Length,
        };
    }
}
