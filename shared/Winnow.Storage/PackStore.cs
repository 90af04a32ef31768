using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Storage.Packs;
using PackPage = Winnow.Core.Catalogue.Page<Winnow.Core.Catalogue.PackInfo>;

namespace Winnow.Storage;

/// <summary>Packs as block blobs <c>items/{dataset}/{pack}.tar</c>.</summary>
public sealed class PackStore(StorageClients clients) : IPackStore
{
    private const string Extension = ".tar";
    private const int MaximumPageSize = 5000;

    /// <inheritdoc/>
    public async Task<PackPage> ListAsync(string dataset, string? continuation, int pageSize, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, MaximumPageSize);
        var prefix = Names.RequireDataset(dataset) + "/";
        var pages = clients.Items.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, prefix, cancellationToken).AsPages(continuation, pageSize);
        await foreach (var page in pages)
        {
            var packs = page.Values.Where(blob => blob.Name.EndsWith(Extension, StringComparison.Ordinal)).Select(blob => Describe(blob, prefix));
            return new PackPage([.. packs], string.IsNullOrEmpty(page.ContinuationToken) ? null : page.ContinuationToken);
        }

        return new([], null);
    }

    /// <inheritdoc/>
    /// <remarks>A connection that breaks is resumed where it was, after the waits of <see cref="StorageClients"/>.</remarks>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.MissingPack"/></exception>
    public async Task<Stream> OpenReadAsync(string dataset, string pack, CancellationToken cancellationToken)
    {
        try
        {
            var download = await Blob(dataset, pack).DownloadStreamingAsync(cancellationToken: cancellationToken);
            return download.Value.Content;
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            throw Missing(dataset, pack, error);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.MissingPack"/>, <see cref="ErrorCodes.DamagedPack"/></exception>
    public async Task<byte[]> ReadAsync(Item item, CancellationToken cancellationToken)
    {
        if (item.Length == 0)
        {
            return [];
        }

        try
        {
            var options = new BlobDownloadOptions { Range = new HttpRange(item.Offset, item.Length) };
            var download = await Blob(item.Dataset, item.Pack).DownloadContentAsync(options, cancellationToken);
            var bytes = download.Value.Content.ToArray();
            return bytes.LongLength == item.Length ? bytes : throw Damaged(item, bytes.LongLength, null);
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            throw Missing(item.Dataset, item.Pack, error);
        }
        catch (RequestFailedException error) when (error.Status == 416)
        {
            throw Damaged(item, 0, error);
        }
    }

    /// <inheritdoc/>
    public Task<IPackWriter> CreateAsync(string dataset, string pack, CancellationToken cancellationToken) =>
        Task.FromResult<IPackWriter>(new PackWriter(clients.Items.GetBlockBlobClient(BlobName(dataset, pack))));

    /// <inheritdoc/>
    public async Task<bool> ExistsAsync(string dataset, string pack, CancellationToken cancellationToken) =>
        await Blob(dataset, pack).ExistsAsync(cancellationToken);

    private BlobClient Blob(string dataset, string pack) => clients.Items.GetBlobClient(BlobName(dataset, pack));

    private static string BlobName(string dataset, string pack) => $"{Names.RequireDataset(dataset)}/{pack}{Extension}";

    private static PackInfo Describe(BlobItem blob, string prefix)
    {
        var items = blob.Metadata.TryGetValue(PackWriter.ItemsKey, out var text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
        return new(blob.Name[prefix.Length..^Extension.Length], items, blob.Properties.ContentLength ?? 0);
    }

    private static WinnowException Missing(string dataset, string pack, RequestFailedException cause) => new(
        ErrorCodes.MissingPack,
        $"Pack '{pack}' of dataset '{dataset}' is not in container '{Containers.Items}': it was never committed, or it was deleted. Ingest its files again.",
        cause);

    private static WinnowException Damaged(Item item, long actual, RequestFailedException? cause) => new(
        ErrorCodes.DamagedPack,
        $"Pack '{item.Pack}' of dataset '{item.Dataset}' has {actual} of {item.Length} bytes of item {item.Id} at offset {item.Offset}: "
        + "the pack was replaced or cut. Ingest its files again.",
        cause);
}
