using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Parquet.Serialization;
using Winnow.Core.Errors;
using Winnow.Core.Versions;
using Winnow.Storage.Messages;

namespace Winnow.Storage.Versions;

/// <summary>Versions in container <see cref="Containers.Versions"/> and table <see cref="TableNames.Versions"/>.</summary>
/// <remarks>
/// <c>{dataset}/shards/{pack}.{first 16 hex of its hash}.parquet</c>, <c>{dataset}/{version}/shards.jsonl</c>, <c>{dataset}/{version}/version.json</c>;
/// while a snapshot is taken <c>{dataset}/-runs/{run}/{group}.jsonl</c>.
/// </remarks>
public sealed class VersionStore(StorageClients clients) : IVersionStore
{
    private const int LongestLine = 4096;
    private const int HashDigits = 16;

    private TableClient Table => clients.Table(TableNames.Versions);

    /// <inheritdoc/>
    public async Task WriteShardAsync(string dataset, VersionShard shard, IReadOnlyList<ManifestItem> items, CancellationToken cancellationToken)
    {
        var blob = ShardBlob(dataset, shard);
        if (await blob.ExistsAsync(cancellationToken))
        {
            return;
        }

        using var file = new MemoryStream();
        await ParquetSerializer.SerializeAsync(items, file, cancellationToken: cancellationToken);
        await UploadAsync(blob, new BinaryData(file.ToArray()), "application/vnd.apache.parquet", cancellationToken);
    }

    /// <inheritdoc/>
    public Task KeepGroupAsync(string dataset, string run, int group, IReadOnlyList<VersionShard> shards, CancellationToken cancellationToken) =>
        UploadAsync(Blob($"{GroupsOf(dataset, run)}{group:D8}.jsonl"), BinaryData.FromString(string.Concat(shards.Select(Line))), "application/jsonl", cancellationToken);

    /// <inheritdoc/>
    public async Task<DatasetVersion> CompleteAsync(string dataset, string run, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = await SumAsync(dataset, run, now, cancellationToken);
        if (found.Items == 0)
        {
            throw new WinnowException(ErrorCodes.EmptyDataset, $"Dataset '{dataset}' has no items: there is nothing to take a snapshot of. Drop files into incoming/{dataset}/ first.");
        }

        if (await FindAsync(dataset, found.Version, cancellationToken) is { } known)
        {
            return known;
        }

        await WriteShardListAsync(found, run, cancellationToken);
        await UploadAsync(
            Blob($"{dataset}/{found.Version}/version.json"), new BinaryData(JsonSerializer.SerializeToUtf8Bytes(found, JsonSerializerOptions.Web)), "application/json", cancellationToken);
        try
        {
            await Table.AddEntityAsync(Write(found), cancellationToken);
            return found;
        }
        catch (RequestFailedException error) when (error.Status == 409)
        {
            return await FindAsync(dataset, found.Version, cancellationToken) ?? found;
        }
    }

    /// <inheritdoc/>
    public async Task ForgetGroupsAsync(string dataset, string run, CancellationToken cancellationToken)
    {
        await foreach (var blob in ListGroupsAsync(dataset, run, cancellationToken))
        {
            await blob.DeleteIfExistsAsync(cancellationToken: cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<DatasetVersion?> FindAsync(string dataset, string version, CancellationToken cancellationToken)
    {
        if (version.Length != VersionHash.NameLength || !version.All(char.IsAsciiHexDigitLower))
        {
            return null;
        }

        var row = await Table.GetEntityIfExistsAsync<TableEntity>(dataset, version, cancellationToken: cancellationToken);
        return row.HasValue ? Read(row.Value!) : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DatasetVersion>> ListAsync(string dataset, CancellationToken cancellationToken)
    {
        var rows = await Table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {dataset}"), cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        return [.. rows.Select(Read).OrderByDescending(version => version.CreatedAt).ThenBy(version => version.Version, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<VersionShard> ReadShardsAsync(string dataset, string version, CancellationToken cancellationToken) =>
        ReadLinesAsync(ShardList(dataset, version), cancellationToken);

    /// <inheritdoc/>
    /// <remarks>A continuation is the place of the next line in the list: no page reads what pages before it read.</remarks>
    public async Task<Core.Catalogue.Page<VersionShard>> ListShardsAsync(
        string dataset, string version, string? continuation, int pageSize, CancellationToken cancellationToken)
    {
        var position = continuation is null ? 0 : long.Parse(continuation, CultureInfo.InvariantCulture);
        await using var stream = await ShardList(dataset, version).OpenReadAsync(position, cancellationToken: cancellationToken);
        var lines = new LineReader(stream, position, LongestLine);
        var shards = new List<VersionShard>();
        while (shards.Count < pageSize)
        {
            if (await lines.ReadAsync(cancellationToken) is not { } line)
            {
                return new(shards, null);
            }

            shards.Add(JsonSerializer.Deserialize<VersionShard>(line, JsonSerializerOptions.Web)!);
        }

        return new(shards, lines.Position.ToString(CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ManifestItem>> ReadShardAsync(string dataset, VersionShard shard, CancellationToken cancellationToken)
    {
        var blob = await ShardBlob(dataset, shard).DownloadContentAsync(cancellationToken);
        using var file = blob.Value.Content.ToStream();
        return [.. (await ParquetSerializer.DeserializeAsync<ManifestItem>(file, cancellationToken: cancellationToken)).Data];
    }

    private async Task<DatasetVersion> SumAsync(string dataset, string run, DateTimeOffset now, CancellationToken cancellationToken)
    {
        using var hash = new VersionHash();
        var sum = new VersionShard("", "", 0, 0, 0, 0);
        var shards = 0L;
        await foreach (var shard in ReadGroupsAsync(dataset, run, cancellationToken))
        {
            hash.Add(shard);
            shards++;
            sum = new("", "", sum.Items + shard.Items, sum.Bytes + shard.Bytes, sum.Annotated + shard.Annotated, sum.PseudoLabelled + shard.PseudoLabelled);
        }

        var digits = hash.Finish();
        return new()
        {
            Dataset = dataset,
            Version = digits[..VersionHash.NameLength],
            Hash = digits,
            Shards = shards,
            Items = sum.Items,
            Bytes = sum.Bytes,
            Annotated = sum.Annotated,
            PseudoLabelled = sum.PseudoLabelled,
            CreatedAt = now,
        };
    }

    // By way of a file, and not by a stream to the blob: two runs that find the same version at once may both write it.
    private async Task WriteShardListAsync(DatasetVersion version, string run, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(
            Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await foreach (var shard in ReadGroupsAsync(version.Dataset, run, cancellationToken))
        {
            await file.WriteAsync(Encoding.UTF8.GetBytes(Line(shard)), cancellationToken);
        }

        file.Position = 0;
        await ShardList(version.Dataset, version.Version).UploadAsync(file, overwrite: true, cancellationToken);
    }

    private async IAsyncEnumerable<VersionShard> ReadGroupsAsync(
        string dataset, string run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var group in ListGroupsAsync(dataset, run, cancellationToken))
        {
            await foreach (var shard in ReadLinesAsync(group, cancellationToken))
            {
                yield return shard;
            }
        }
    }

    private async IAsyncEnumerable<BlobClient> ListGroupsAsync(
        string dataset, string run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var blob in clients.Versions.GetBlobsAsync(
            BlobTraits.None, BlobStates.None, prefix: GroupsOf(dataset, run), cancellationToken: cancellationToken))
        {
            yield return Blob(blob.Name);
        }
    }

    private static async IAsyncEnumerable<VersionShard> ReadLinesAsync(
        BlobClient blob, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(await blob.OpenReadAsync(cancellationToken: cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            yield return JsonSerializer.Deserialize<VersionShard>(line, JsonSerializerOptions.Web)!;
        }
    }

    private static string Line(VersionShard shard) => JsonSerializer.Serialize(shard, JsonSerializerOptions.Web) + "\n";

    // No version begins with a dash.
    private static string GroupsOf(string dataset, string run) => $"{dataset}/-runs/{run}/";

    private static TableEntity Write(DatasetVersion version) => new(version.Dataset, version.Version)
    {
        [nameof(version.Hash)] = version.Hash,
        [nameof(version.Shards)] = version.Shards,
        [nameof(version.Items)] = version.Items,
        [nameof(version.Bytes)] = version.Bytes,
        [nameof(version.Annotated)] = version.Annotated,
        [nameof(version.PseudoLabelled)] = version.PseudoLabelled,
        [nameof(version.CreatedAt)] = version.CreatedAt,
    };

    private static DatasetVersion Read(TableEntity row) => new()
    {
        Dataset = row.PartitionKey,
        Version = row.RowKey,
        Hash = row.GetString(nameof(DatasetVersion.Hash)),
        Shards = row.GetInt64(nameof(DatasetVersion.Shards))!.Value,
        Items = row.GetInt64(nameof(DatasetVersion.Items))!.Value,
        Bytes = row.GetInt64(nameof(DatasetVersion.Bytes))!.Value,
        Annotated = row.GetInt64(nameof(DatasetVersion.Annotated))!.Value,
        PseudoLabelled = row.GetInt64(nameof(DatasetVersion.PseudoLabelled))!.Value,
        CreatedAt = row.GetDateTimeOffset(nameof(DatasetVersion.CreatedAt))!.Value,
    };

    private BlobClient Blob(string path) => clients.Versions.GetBlobClient(path);

    private BlobClient ShardBlob(string dataset, VersionShard shard) => Blob($"{dataset}/shards/{shard.Pack}.{shard.Hash[..HashDigits]}.parquet");

    private BlobClient ShardList(string dataset, string version) => Blob($"{dataset}/{version}/shards.jsonl");

    private static async Task UploadAsync(BlobClient blob, BinaryData content, string type, CancellationToken cancellationToken) => await blob.UploadAsync(
        content, new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = type } }, cancellationToken);
}
