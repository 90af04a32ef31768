using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Winnow.Core.Ingestion;

namespace Winnow.Storage.Ingestion;

/// <summary>Running batches in container <c>work</c>: <c>{dataset}/{batch}/manifest.jsonl</c> and <c>{dataset}/{batch}/results/{shard}.json</c>.</summary>
/// <remarks>
/// First line of a manifest: the batch, and where each shard's line starts, counted from the end of this line; then one line per shard with its drops. So a
/// shard is read with two small range reads, however many there are. <c>{dataset}/finished</c> holds the newest finished batch.
/// </remarks>
public sealed class BatchStore(StorageClients clients) : IBatchStore
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <remarks>Idempotent by batch: the first manifest stays, as shards of it may have been ingested.</remarks>
    public async Task<BatchManifest> CreateAsync(
        BatchManifest manifest, IReadOnlyList<IReadOnlyList<Drop>> shards, CancellationToken cancellationToken)
    {
        try
        {
            await Manifest(manifest.Dataset, manifest.Batch).UploadAsync(
                new BinaryData(Write(manifest, shards)),
                new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } },
                cancellationToken);
            return manifest;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            var header = await ReadHeaderAsync(manifest.Dataset, manifest.Batch, cancellationToken);
            return header?.Manifest ?? throw new InvalidOperationException($"Batch '{manifest.Batch}' of dataset '{manifest.Dataset}' ended while it was taken.", e);
        }
    }

    public async Task<BatchManifest?> FindUnfinishedAsync(string dataset, CancellationToken cancellationToken)
    {
        var options = new GetBlobsByHierarchyOptions { Prefix = dataset + "/", Delimiter = "/" };
        await foreach (var folder in clients.Work.GetBlobsByHierarchyAsync(options, cancellationToken))
        {
            if (!folder.IsPrefix)
                continue;
            var batch = folder.Prefix[(dataset.Length + 1)..].TrimEnd('/');
            if (await ReadHeaderAsync(dataset, batch, cancellationToken) is { } header)
                return header.Manifest;
        }

        return null;
    }

    public async Task<string?> FindLastFinishedAsync(string dataset, CancellationToken cancellationToken) =>
        (await ReadAsync(clients.Work.GetBlobClient($"{dataset}/finished"), cancellationToken))?.ToString();

    public async Task<ShardManifest?> ReadShardAsync(string dataset, string batch, int shard, CancellationToken cancellationToken)
    {
        var header = await ReadHeaderAsync(dataset, batch, cancellationToken);
        if (header is null)
            return null;
        var (start, end) = (header.Starts[shard], header.Starts[shard + 1]);
        var line = await Manifest(dataset, batch).DownloadContentAsync(
            new BlobDownloadOptions { Range = new HttpRange(header.Length + start, end - start) }, cancellationToken);
        return new(header.Manifest.TakenAt, line.Value.Content.ToObjectFromJson<List<Drop>>(Json)!);
    }

    public async Task<IngestCounts?> FindResultAsync(string dataset, string batch, int shard, CancellationToken cancellationToken) =>
        (await ReadAsync(Result(dataset, batch, shard), cancellationToken))?.ToObjectFromJson<IngestCounts>(Json);

    /// <remarks>Idempotent by batch and shard.</remarks>
    public Task WriteResultAsync(string dataset, string batch, int shard, IngestCounts counts, CancellationToken cancellationToken) =>
        Result(dataset, batch, shard).UploadAsync(BinaryData.FromObjectAsJson(counts, Json), overwrite: true, cancellationToken);

    /// <remarks>Idempotent. The manifest goes first: without it the batch is finished, whatever else is left of it.</remarks>
    public async Task FinishAsync(string dataset, string batch, CancellationToken cancellationToken)
    {
        await clients.Work.GetBlobClient($"{dataset}/finished").UploadAsync(new BinaryData(batch), overwrite: true, cancellationToken);
        await Manifest(dataset, batch).DeleteIfExistsAsync(cancellationToken: cancellationToken);
        var rest = clients.Work.GetBlobsAsync(new GetBlobsOptions { Prefix = $"{dataset}/{batch}/" }, cancellationToken);
        await Parallel.ForEachAsync(rest, cancellationToken, async (blob, token) =>
            await clients.Work.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: token));
    }

    private BlobClient Manifest(string dataset, string batch) => clients.Work.GetBlobClient($"{dataset}/{batch}/manifest.jsonl");

    private BlobClient Result(string dataset, string batch, int shard) =>
        clients.Work.GetBlobClient(string.Create(CultureInfo.InvariantCulture, $"{dataset}/{batch}/results/{shard:D4}.json"));

    private static byte[] Write(BatchManifest manifest, IReadOnlyList<IReadOnlyList<Drop>> shards)
    {
        List<byte[]> lines = [.. shards.Select(shard => JsonSerializer.SerializeToUtf8Bytes(shard, Json))];
        List<long> starts = [0];
        foreach (var line in lines)
            starts.Add(starts[^1] + line.Length + 1);

        using var text = new MemoryStream();
        foreach (var line in lines.Prepend(JsonSerializer.SerializeToUtf8Bytes(new Header(manifest, starts), Json)))
        {
            text.Write(line);
            text.WriteByte((byte)'\n');
        }

        return text.ToArray();
    }

    private async Task<Header?> ReadHeaderAsync(string dataset, string batch, CancellationToken cancellationToken)
    {
        try
        {
            await using var blob = await Manifest(dataset, batch).OpenReadAsync(
                new BlobOpenReadOptions(allowModifications: false) { BufferSize = 64 << 10 }, cancellationToken);
            using var reader = new StreamReader(blob, Encoding.UTF8);
            var line = await reader.ReadLineAsync(cancellationToken);
            return JsonSerializer.Deserialize<Header>(line!, Json)! with { Length = Encoding.UTF8.GetByteCount(line!) + 1 };
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    private static async Task<BinaryData?> ReadAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            return (await blob.DownloadContentAsync(cancellationToken)).Value.Content;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    private sealed record Header(BatchManifest Manifest, IReadOnlyList<long> Starts)
    {
        [System.Text.Json.Serialization.JsonIgnore]
        public long Length { get; init; }
    }
}
