using Azure.Data.Tables;
using Winnow.Core.Catalogue;

namespace Winnow.Storage.Tables;

/// <summary>Brings the rows of Items and Index up to what Annotations and Predictions say.</summary>
/// <remarks>
/// Reads everything about a pack, computes what must hold, writes the index, and then the item's row if nobody else changed it
/// meanwhile; else it starts again for that item and also takes back what it had written. A repeat without a change writes nothing,
/// and of the index only rows that change are written. A writer that ended half-way is tried again by its activity and then finds its rows changed.
/// </remarks>
internal sealed class ItemRefresh(ItemTable items, AnnotationTable annotations, PredictionTable predictions, IndexTable index)
{
    /// <summary>Refreshes items of one pack; those that have no row yet are left to <see cref="AddAsync"/>.</summary>
    public Task RefreshAsync(string dataset, string pack, IReadOnlySet<string> itemIds, CancellationToken cancellationToken) =>
        RefreshAsync(dataset, pack, itemIds, [], cancellationToken);

    /// <summary>Adds the rows of new items of one pack.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="pack">The pack.</param>
    /// <param name="fresh">Its new items.</param>
    /// <param name="saidOf">By item id: the annotations that are known already and have their rows. Others are looked for when the items are there.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task AddAsync(
        string dataset, string pack, IReadOnlyList<Item> fresh, ILookup<string, AnnotationRow> saidOf, CancellationToken cancellationToken)
    {
        if (fresh.Count == 0)
        {
            return;
        }

        var rows = new List<TableEntity>(fresh.Count);
        var changes = new List<IndexChange>(fresh.Count);
        foreach (var item in fresh)
        {
            var facts = new ItemFacts(item, saidOf[item.Id], [], []);
            IndexRow[] entries = [.. facts.IndexRows()];
            rows.Add(ItemTable.Write(facts, item.Split, entries));
            changes.Add(new(facts, entries, []));
        }

        await index.WriteAsync(changes, cancellationToken);
        var refused = await TableBatch.InsertAsync(items.Table, rows, cancellationToken);
        if (refused.Count > 0)
        {
            var known = (await items.ReadPackAsync(dataset, pack, cancellationToken)).Select(row => row.RowKey).ToHashSet();
            await TableBatch.InsertAsync(
                items.Table, refused.SelectMany(transaction => transaction).Where(row => !known.Contains(row.RowKey)), cancellationToken);
        }

        var written = changes.ToDictionary(change => change.Facts.Item.Id, change => change.Rows.Select(row => row.Address).ToHashSet());
        var touched = refused.SelectMany(transaction => transaction).Select(row => row.RowKey).ToHashSet();
        var saidNow = (await annotations.ReadPackAsync(dataset, pack, cancellationToken)).ToLookup(row => row.ItemId);
        touched.UnionWith(fresh.Select(item => item.Id).Where(id => !saidNow[id].ToHashSet().SetEquals(saidOf[id])));
        await RefreshAsync(dataset, pack, touched, refused.Count > 0 ? written : [], cancellationToken);
    }

    /// <summary>Everything known about the items of a pack.</summary>
    public async Task<List<(TableEntity Row, ItemFacts Facts)>> ReadAsync(string dataset, string pack, CancellationToken cancellationToken)
    {
        var rows = items.ReadPackAsync(dataset, pack, cancellationToken);
        var annotated = annotations.ReadPackAsync(dataset, pack, cancellationToken);
        var predicted = predictions.ReadPackAsync(dataset, pack, cancellationToken);
        var said = (await annotated).ToLookup(row => row.ItemId);
        var found = await predicted;
        var predictionsOf = found.Predictions.ToLookup(row => row.ItemId);
        var errorsOf = found.Errors.ToLookup(row => row.ItemId);
        return [.. (await rows).Select(row => (row, new ItemFacts(
            ItemTable.ReadOriginal(row), said[row.RowKey], predictionsOf[row.RowKey], errorsOf[row.RowKey])))];
    }

    /// <param name="dataset">The dataset.</param>
    /// <param name="pack">The pack.</param>
    /// <param name="itemIds">Which of its items.</param>
    /// <param name="written">By item: addresses of index rows that were written without the item's row knowing of them.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    private async Task RefreshAsync(
        string dataset, string pack, IReadOnlySet<string> itemIds, Dictionary<string, HashSet<string>> written, CancellationToken cancellationToken)
    {
        while (itemIds.Count > 0)
        {
            var changes = new List<IndexChange>();
            var replaced = new List<TableEntity>();
            foreach (var (old, facts) in await ReadAsync(dataset, pack, cancellationToken))
            {
                if (itemIds.Contains(old.RowKey) && Compare(old, facts, written) is { } change)
                {
                    changes.Add(change.Index);
                    replaced.Add(change.Row);
                }
            }

            await index.WriteAsync(changes, cancellationToken);
            var refused = await TableBatch.ReplaceAsync(items.Table, replaced, cancellationToken);
            itemIds = refused.SelectMany(transaction => transaction).Select(row => row.RowKey).ToHashSet();
        }
    }

    /// <summary>What to change for one item; null when all is as it must be. Adds the addresses to <paramref name="written"/>.</summary>
    private static (IndexChange Index, TableEntity Row)? Compare(TableEntity old, ItemFacts facts, Dictionary<string, HashSet<string>> written)
    {
        IndexRow[] entries = [.. facts.IndexRows()];
        var row = ItemTable.Write(facts, ItemTable.ReadOriginal(old).Split, entries);
        row.ETag = old.ETag;
        var hasLeftovers = written.TryGetValue(old.RowKey, out var mine);
        if (!hasLeftovers && ItemTable.AreSame(row, old))
        {
            return null;
        }

        mine ??= written[old.RowKey] = [];
        var before = ItemTable.ReadIndexed(old);
        var gone = mine.Union(before.Keys).Except(entries.Select(entry => entry.Address)).ToList();
        mine.UnionWith(entries.Select(entry => entry.Address));
        var changed = hasLeftovers ? entries : entries.Where(entry => before.GetValueOrDefault(entry.Address) != SummaryColumns.Digest(facts, entry.Said));
        return (new(facts, [.. changed], gone), row);
    }
}
