using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using Winnow.Core.Ingestion;
using Winnow.Storage.Queries;
using Winnow.Storage.Tables;
using CataloguePage = Winnow.Core.Catalogue.Page<Winnow.Core.Ingestion.QuarantinedFile>;

namespace Winnow.Storage.Ingestion;

/// <summary>Refused files in container <c>quarantine</c>, with the reason as metadata, and in table <c>Quarantine</c>.</summary>
/// <remarks>
/// Rows: PK dataset, RK <c>{escaped name}|{hash}</c>; blobs: <c>{dataset}/{hash}/{name}</c>. The hash is that of the name, the file it came from and
/// that file's ETag: a repeated refusal overwrites itself, and a later drop of the same name is a refusal of its own.
/// </remarks>
public sealed class QuarantineStore(StorageClients clients, TimeProvider time) : IQuarantine
{
    private const int ParallelBlobs = 8;
    private const int MaxRowsPerRead = 1000;
    private const int MaxKeyName = 400;
    private const int MaxReason = 1000;
    private const int MaxBlobName = 600;

    private readonly TableClient _table = clients.Table(TableNames.Quarantine);

    public async Task AddAsync(string dataset, string? batch, IReadOnlyCollection<RefusedFile> refused, CancellationToken cancellationToken)
    {
        var entries = refused.Select(file => new Entry(file, Hash(file))).DistinctBy(entry => entry.Hash).ToList();
        await Parallel.ForEachAsync(
            entries.Where(entry => entry.HasBytes),
            new ParallelOptions { MaxDegreeOfParallelism = ParallelBlobs, CancellationToken = cancellationToken },
            async (entry, token) => entry.BlobPath = await KeepBytesAsync(dataset, batch, entry, token));

        var at = time.GetUtcNow();
        await TableBatch.SubmitAsync(
            _table,
            entries.Select(entry => new TableTransactionAction(TableTransactionActionType.UpsertReplace, ToRow(dataset, batch, entry, at))),
            cancellationToken);
    }

    public async Task<CataloguePage> ListAsync(string dataset, int limit, string? continuation, CancellationToken cancellationToken)
    {
        var identity = $"quarantine of {dataset}";
        var after = Continuation.Parse(continuation, identity)?.Key ?? "";
        var rows = await _table.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"PartitionKey eq {dataset} and RowKey gt {after}"), Math.Min(limit + 1, MaxRowsPerRead), cancellationToken: cancellationToken)
            .Take(limit + 1)
            .ToListAsync(cancellationToken);
        var next = rows.Count > limit ? new Continuation(identity, "", rows[limit - 1].RowKey).ToString() : null;
        return new([.. rows.Take(limit).Select(FromRow)], next);
    }

    private async Task<string?> KeepBytesAsync(string dataset, string? batch, Entry entry, CancellationToken cancellationToken)
    {
        var refusal = entry.File.Refusal;
        var path = $"{dataset}/{entry.Hash}/{SafeName(refusal.Name)}";
        var blob = clients.Quarantine.GetBlobClient(path);
        var metadata = new Dictionary<string, string>
        {
            ["code"] = refusal.Code,
            ["reason"] = Uri.EscapeDataString(Cut(refusal.Reason)),
            ["name"] = Uri.EscapeDataString(Cut(refusal.Name)),
        };
        if (batch is not null)
            metadata["batch"] = batch;

        if (entry.File.Content is { } content)
        {
            await blob.UploadAsync(new BinaryData(content), new BlobUploadOptions { Metadata = metadata }, cancellationToken);
            return path;
        }

        var source = clients.Incoming.GetBlobClient(entry.File.Source);
        try
        {
            var copy = await blob.StartCopyFromUriAsync(
                source.Uri,
                new BlobCopyFromUriOptions { Metadata = metadata, SourceConditions = new BlobRequestConditions { IfMatch = new ETag(entry.File.ETag) } },
                cancellationToken);
            await copy.WaitForCompletionAsync(cancellationToken);
            return path;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            // The file was deleted or overwritten since it was read: its reason is listed, its bytes are gone.
            return await blob.ExistsAsync(cancellationToken) ? path : null;
        }
    }

    private static TableEntity ToRow(string dataset, string? batch, Entry entry, DateTimeOffset at)
    {
        var refusal = entry.File.Refusal;
        var name = TableKey.Escape(refusal.Name);
        return new TableEntity(dataset, $"{(name.Length > MaxKeyName ? name[..MaxKeyName] : name)}|{entry.Hash}")
        {
            [nameof(QuarantinedFile.Name)] = refusal.Name,
            [nameof(QuarantinedFile.Code)] = refusal.Code,
            [nameof(QuarantinedFile.Reason)] = refusal.Reason,
            [nameof(QuarantinedFile.BlobPath)] = entry.BlobPath,
            [nameof(QuarantinedFile.At)] = at,
            [nameof(QuarantinedFile.Batch)] = batch,
        };
    }

    private static QuarantinedFile FromRow(TableEntity row) => new(
        row.GetString(nameof(QuarantinedFile.Name)),
        row.GetString(nameof(QuarantinedFile.Code)),
        row.GetString(nameof(QuarantinedFile.Reason)),
        row.GetString(nameof(QuarantinedFile.BlobPath)),
        row.GetDateTimeOffset(nameof(QuarantinedFile.At)) ?? default,
        row.GetString(nameof(QuarantinedFile.Batch)));

    private static string Hash(RefusedFile file) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{file.Refusal.Name}\n{file.Source}\n{file.ETag}")).AsSpan(0, 8));

    private static string Cut(string text) => text.Length > MaxReason ? text[..MaxReason] : text;

    // A name that may have been refused for what it holds: no traversal, no control characters, no trailing dots, bounded length.
    private static string SafeName(string name)
    {
        var segments = name.Split('/', '\\').Select(segment => segment.Trim('.', ' ') is "" ? "_" : segment.TrimEnd('.'));
        var safe = new StringBuilder(string.Join('/', segments));
        for (var i = 0; i < safe.Length; i++)
        {
            if (char.IsControl(safe[i]) || char.IsSurrogate(safe[i]) || safe[i] is '\ufffe' or '\uffff')
                safe[i] = '_';
        }

        return safe.Length > MaxBlobName ? safe.ToString(safe.Length - MaxBlobName, MaxBlobName) : safe.ToString();
    }

    private sealed record Entry(RefusedFile File, string Hash)
    {
        public bool HasBytes => File.IsWholeDrop || File.Content is not null;

        public string? BlobPath { get; set; }
    }
}
