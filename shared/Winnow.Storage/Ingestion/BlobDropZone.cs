using Azure;
using Azure.Storage.Blobs.Models;
using Winnow.Core.Ingestion;

namespace Winnow.Storage.Ingestion;

/// <summary>The drop zone in the blob container <c>incoming</c>.</summary>
/// <remarks>
/// Files of up to <see cref="WholeBytes"/> are read with one GET; larger ones in ranges, each on condition that the blob is still the
/// version that was opened: a read after that throws <see cref="RequestFailedException"/> with status 412 (overwritten) or 404 (deleted).
/// </remarks>
public sealed class BlobDropZone(StorageClients clients) : IDropZone
{
    /// <summary>Files up to this size are fetched whole: 8 MiB.</summary>
    public const int WholeBytes = 8 << 20;

    private const int RangeBytes = 4 << 20;
    private const int PageBlobs = 1000;

    public async IAsyncEnumerable<IReadOnlyList<DropBlob>> ListAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var blobs = clients.Incoming.GetBlobsAsync(new GetBlobsOptions(), cancellationToken);
        await foreach (var page in blobs.AsPages(pageSizeHint: PageBlobs).WithCancellation(cancellationToken))
        {
            yield return [.. page.Values.Select(blob => new DropBlob(
                blob.Name,
                Version(blob.Properties.ETag.GetValueOrDefault()),
                blob.Properties.ContentLength ?? 0,
                blob.Properties.LastModified ?? DateTimeOffset.MinValue))];
        }
    }

    public async Task<DropBlob?> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var properties = (await clients.Incoming.GetBlobClient(name).GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
            return new(name, Version(properties.ETag), properties.ContentLength, properties.LastModified);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    public async Task<Stream?> OpenReadAsync(Drop drop, CancellationToken cancellationToken)
    {
        var blob = clients.Incoming.GetBlobClient(BlobName(drop));
        var condition = new BlobRequestConditions { IfMatch = new ETag(drop.ETag) };
        try
        {
            if (drop.Length > WholeBytes)
            {
                var options = new BlobOpenReadOptions(allowModifications: false) { BufferSize = RangeBytes, Conditions = condition };
                return await blob.OpenReadAsync(options, cancellationToken);
            }

            var content = await blob.DownloadContentAsync(new BlobDownloadOptions { Conditions = condition }, cancellationToken);
            return content.Value.Content.ToStream();
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return null;
        }
    }

    public async Task DeleteAsync(string name, string etag, CancellationToken cancellationToken)
    {
        try
        {
            await clients.Incoming.GetBlobClient(name).DeleteAsync(
                conditions: new BlobRequestConditions { IfMatch = new ETag(etag) }, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            // Gone already, or overwritten: then it is a drop of its own and stays.
        }
    }

    // Listings give the ETag without quotes, headers with them: one version has to have one name, or a drop is pending twice.
    private static string Version(ETag etag) => etag.ToString("H");

    /// <summary>A drop's name in the container.</summary>
    internal static string BlobName(Drop drop) => $"{drop.Dataset}/{drop.Path}";
}
