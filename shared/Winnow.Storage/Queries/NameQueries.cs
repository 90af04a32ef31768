using Azure.Data.Tables;
using Winnow.Core.Catalogue;
using Winnow.Storage.Tables;

namespace Winnow.Storage.Queries;

/// <summary>Answers queries with a name prefix: merges the sixteen buckets of Names in order, and looks at the items that the names stand for.</summary>
/// <remarks>
/// An item is listed once: under its first name where that fits, else under the first of its other names that fits. A page ends after
/// 5,000 names even when it is not full, so that rare matches do not make a request endless.
/// </remarks>
internal sealed class NameQueries(NameTable names, ItemRefresh items)
{
    private const int MostNames = 5000;
    private const int MostRowsPerRead = 250;

    public async Task<(List<(string Key, ItemSummary Summary)> Found, string? StoppedAt)> QueryAsync(
        string dataset, ItemQuery query, int wanted, string? after, CancellationToken cancellationToken)
    {
        var found = new List<(string, ItemSummary)>();
        var packs = new Dictionary<string, Dictionary<string, ItemFacts>>();
        var seen = 0;
        await foreach (var row in MergeAsync(dataset, query.NamePrefix!, after, wanted, cancellationToken))
        {
            if (await FindAsync(dataset, query, row, packs, cancellationToken) is { } summary)
            {
                found.Add((row.RowKey, summary));
            }

            if (found.Count == wanted)
            {
                break;
            }

            if (++seen == MostNames)
            {
                return (found, row.RowKey);
            }
        }

        return (found, null);
    }

    private async Task<ItemSummary?> FindAsync(
        string dataset, ItemQuery query, TableEntity row, Dictionary<string, Dictionary<string, ItemFacts>> packs, CancellationToken cancellationToken)
    {
        var path = row.GetString(Column.Path);
        if (row.GetString(Column.ItemId) is not { } itemId || !path.StartsWith(query.NamePrefix!, StringComparison.Ordinal))
        {
            return null;
        }

        var pack = row.GetString(Column.Pack);
        if (!packs.TryGetValue(pack, out var known))
        {
            known = (await items.ReadAsync(dataset, pack, cancellationToken)).ToDictionary(item => item.Row.RowKey, item => item.Facts);
            packs[pack] = known;
        }

        return known.TryGetValue(itemId, out var facts)
            && ItemMatch.Find(facts, query) is { } said
            && await IsListedUnderAsync(path, dataset, facts.Item, query.NamePrefix!, cancellationToken)
            ? SummaryColumns.Summarise(facts, said, path)
            : null;
    }

    private async Task<bool> IsListedUnderAsync(string path, string dataset, Item item, string prefix, CancellationToken cancellationToken)
    {
        if (path == item.Name)
        {
            return true;
        }

        if (item.Name.StartsWith(prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var aliases = await names.ReadAliasesAsync(dataset, item.Id, cancellationToken);
        return aliases.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).MinBy(TableKey.Path, StringComparer.Ordinal) == path;
    }

    private async IAsyncEnumerable<TableEntity> MergeAsync(
        string dataset, string prefix, string? after, int wanted, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var key = TableKey.PathPrefix(prefix);
        var pageSize = Math.Min(wanted, MostRowsPerRead);
        var buckets = NameBucket.All.Select(bucket => NameBucket.Partition(dataset, bucket)).Select(partition =>
        {
            var start = after is null
                ? TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {key} and RowKey lt {TableKey.AfterPrefix(key)}")
                : TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {after} and RowKey lt {TableKey.AfterPrefix(key)}");
            return names.Table.QueryAsync<TableEntity>(start, pageSize, cancellationToken: cancellationToken).GetAsyncEnumerator(cancellationToken);
        }).ToList();
        try
        {
            var hasRow = await Task.WhenAll(buckets.Select(bucket => bucket.MoveNextAsync().AsTask()));
            var heads = new PriorityQueue<IAsyncEnumerator<TableEntity>, string>(StringComparer.Ordinal);
            heads.EnqueueRange(buckets.Where((_, i) => hasRow[i]).Select(bucket => (bucket, bucket.Current.RowKey)));
            while (heads.TryDequeue(out var first, out _))
            {
                yield return first.Current;
                if (await first.MoveNextAsync())
                {
                    heads.Enqueue(first, first.Current.RowKey);
                }
            }
        }
        finally
        {
            foreach (var bucket in buckets)
            {
                await bucket.DisposeAsync();
            }
        }
    }
}
