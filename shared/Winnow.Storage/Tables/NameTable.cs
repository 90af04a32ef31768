using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Winnow.Core.Catalogue;

namespace Winnow.Storage.Tables;

/// <summary>The rows of Names: a name's item on one side, what annotation files said about it on the other. Whoever writes second sees both.</summary>
/// <remarks>
/// Either side first tries to insert its rows. Where that succeeds, it came first. Where a row is there already, it merges its
/// columns into the row and then reads it back; both sides doing so at once both see the whole, which is harmless.
/// A second kind of row, in partitions <c>{dataset}|alias|{first hex}</c>, lists the further names of an item.
/// </remarks>
internal sealed class NameTable(StorageClients clients)
{
    private const string AnnotationPrefix = "a_";
    private const string DetailPrefix = "d_";
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const int FewRows = 8;
    private const int Window = 500;
    private const int ParallelReads = 8;

    public TableClient Table => clients.Table(TableNames.Names);

    /// <summary>Writes the file side, and with it the annotations that came along.</summary>
    /// <returns>The names that have annotations, those of earlier calls included.</returns>
    public async Task<List<NamedItem>> AddItemsAsync(
        string dataset, IEnumerable<ItemName> names, IEnumerable<KeptAnnotation> annotations, CancellationToken cancellationToken)
    {
        var byPath = names.GroupBy(name => name.Path).Select(group => group.Last()).ToList();
        var saidOf = annotations.ToLookup(annotation => annotation.Said.Path);
        var rows = byPath.Select(name => Write(dataset, name, saidOf[name.Path])).ToList();
        var aliases = byPath.Where(name => !name.IsFirst).Select(name =>
            new TableEntity(AliasPartition(dataset, name.ItemId), $"{name.ItemId}|{TableKey.Path(name.Path)}") { [Column.Path] = name.Path });
        await TableBatch.UpsertAsync(Table, aliases, TableTransactionActionType.UpsertReplace, cancellationToken);
        var seen = (await WriteAsync(rows, cancellationToken)).ToDictionary(row => (row.PartitionKey, row.RowKey));
        return [.. rows.Select(row => Read(seen.GetValueOrDefault((row.PartitionKey, row.RowKey), row))).OfType<NamedItem>().Where(name => name.Annotations.Count > 0)];
    }

    /// <summary>Writes the annotation side.</summary>
    /// <returns>The names whose file is here.</returns>
    public async Task<List<NamedItem>> AddAnnotationsAsync(
        string dataset, IEnumerable<KeptAnnotation> annotations, CancellationToken cancellationToken)
    {
        var rows = annotations.GroupBy(annotation => annotation.Said.Path).Select(group => Write(dataset, group.Key, group));
        var seen = await WriteAsync(rows, cancellationToken);
        return [.. seen.Select(Read).OfType<NamedItem>()];
    }

    /// <summary>The items that these names stand for; those whose file is not here are left out.</summary>
    public async Task<List<NamedItem>> ReadAsync(string dataset, IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var wanted = paths.Select(path => new TableEntity(Partition(dataset, path), TableKey.Path(path))).ToList();
        return [.. (await ReadBackAsync(wanted, cancellationToken)).Select(Read).OfType<NamedItem>()];
    }

    /// <summary>The further names of an item, in order.</summary>
    public async Task<List<string>> ReadAliasesAsync(string dataset, string itemId, CancellationToken cancellationToken)
    {
        var prefix = itemId + "|";
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {AliasPartition(dataset, itemId)} and RowKey ge {prefix} and RowKey lt {TableKey.AfterPrefix(prefix)}");
        var rows = await Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        return [.. rows.Select(row => row.GetString(Column.Path))];
    }

    public static string Partition(string dataset, string path) => NameBucket.Partition(dataset, NameBucket.Of(path));

    private static string AliasPartition(string dataset, string itemId) => $"{dataset}|alias|{itemId[0]}";

    /// <summary>Writes one side, and returns the rows in which the other side may have been before.</summary>
    private async Task<List<TableEntity>> WriteAsync(IEnumerable<TableEntity> rows, CancellationToken cancellationToken)
    {
        var refused = await TableBatch.InsertAsync(Table, rows, cancellationToken);
        var merged = refused.SelectMany(transaction => transaction).ToList();
        await TableBatch.UpsertAsync(Table, merged, TableTransactionActionType.UpsertMerge, cancellationToken);
        return await ReadBackAsync(merged, cancellationToken);
    }

    /// <summary>Reads rows: few of a partition one by one, many with a range query per window of sorted keys.</summary>
    private async Task<List<TableEntity>> ReadBackAsync(List<TableEntity> rows, CancellationToken cancellationToken)
    {
        var found = new List<TableEntity>(rows.Count);
        foreach (var partition in rows.GroupBy(row => row.PartitionKey))
        {
            foreach (var window in partition.Select(row => row.RowKey).Order(StringComparer.Ordinal).Chunk(Window))
            {
                var missing = window.ToHashSet();
                if (window.Length > FewRows)
                {
                    found.AddRange((await ReadPageAsync(partition.Key, window, cancellationToken)).Where(row => missing.Remove(row.RowKey)));
                }

                found.AddRange(await ReadEachAsync(partition.Key, missing, cancellationToken));
            }
        }

        return found;
    }

    private async Task<IReadOnlyList<TableEntity>> ReadPageAsync(string partition, string[] sortedKeys, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {sortedKeys[0]} and RowKey le {sortedKeys[^1]}");
        await foreach (var page in Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).AsPages())
        {
            return page.Values;
        }

        return [];
    }

    private async Task<IReadOnlyList<TableEntity>> ReadEachAsync(string partition, IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var rows = new List<TableEntity>();
        await Parallel.ForEachAsync(
            keys,
            new ParallelOptions { MaxDegreeOfParallelism = ParallelReads, CancellationToken = cancellationToken },
            async (key, token) =>
            {
                var row = await Table.GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: token);
                if (row.HasValue)
                {
                    lock (rows)
                    {
                        rows.Add(row.Value!);
                    }
                }
            });
        return rows;
    }

    private static TableEntity Write(string dataset, ItemName name, IEnumerable<KeptAnnotation> annotations)
    {
        var row = Write(dataset, name.Path, annotations);
        row[Column.ItemId] = name.ItemId;
        row[Column.Pack] = name.Pack;
        return row;
    }

    private static TableEntity Write(string dataset, string path, IEnumerable<KeptAnnotation> annotations)
    {
        var row = new TableEntity(Partition(dataset, path), TableKey.Path(path)) { [Column.Path] = path };
        foreach (var annotation in annotations)
        {
            var said = annotation.Said;
            var column = ColumnOf(said.Source);
            row[AnnotationPrefix + column] = JsonSerializer.Serialize(
                new WaitingAnnotation(said.Path, said.Source, said.Label, said.Text, said.Split, annotation.Detail is not null), Json);
            if (annotation.Detail is not null)
            {
                row[DetailPrefix + column] = annotation.Detail;
            }
        }

        return row;
    }

    /// <summary>Null when the file is not here yet.</summary>
    private static NamedItem? Read(TableEntity row)
    {
        if (row.GetString(Column.ItemId) is not { } itemId)
        {
            return null;
        }

        var annotations = row
            .Where(column => column.Key.StartsWith(AnnotationPrefix, StringComparison.Ordinal))
            .Select(column => JsonSerializer.Deserialize<WaitingAnnotation>((string)column.Value, JsonSerializerOptions.Web)!)
            .Select(said => new AnnotationRow(
                itemId, said.Path, said.Source, said.Label, said.Text, said.Split, said.HasDetail ? row.GetString(DetailPrefix + ColumnOf(said.Source)) : null));
        return new(row.GetString(Column.Path), itemId, row.GetString(Column.Pack), [.. annotations]);
    }

    /// <summary>Column names hold letters, digits and underscores only.</summary>
    private static string ColumnOf(string source) => source.Length <= 64 && source.All(char.IsAsciiLetterOrDigit)
        ? source
        : "_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source)).AsSpan(0, 16));

    /// <summary>An annotation as a name's row keeps it. A later one of the same source replaces it; its detail counts only when it says that it has one.</summary>
    private sealed record WaitingAnnotation(string Path, string Source, string? Label, string? Text, string? Split, bool HasDetail);
}
