using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Winnow.Core.Errors;
using Winnow.Core.Ingestion;

namespace Winnow.Storage.Messages;

/// <summary>Copies files into the drop zone, marked with the request that asked for them.</summary>
/// <remarks>
/// Within the account the service copies; files of other accounts are streamed. Idempotent by request, path and source: a file that lies there
/// already stays; one that has been ingested since is copied again and found to be a duplicate.
/// </remarks>
public sealed class SourceCopier(StorageClients clients, SourceAddresses addresses)
{
    private const string Request = "winnowrequest";
    private const string Source = "winnowsource";

    /// <summary>Copies one file.</summary>
    /// <param name="run">The request.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="address">Where the file is.</param>
    /// <param name="path">Where it goes in the dataset.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Null when it is in the drop zone; otherwise why it cannot be.</returns>
    public async Task<Refusal?> CopyAsync(string run, string dataset, Uri address, string path, CancellationToken cancellationToken)
    {
        var drop = clients.Incoming.GetBlobClient($"{dataset}/{path}");
        var metadata = new Dictionary<string, string> { [Request] = run, [Source] = Digest(address) };
        try
        {
            var source = Open(run, address);
            await (clients.IsOwn(address) ? CopyAsync(source, drop, metadata, cancellationToken) : StreamAsync(source, drop, metadata, cancellationToken));
            return null;
        }
        catch (RequestFailedException error) when (error.Status == 409 && error.ErrorCode != BlobErrorCode.BlobAlreadyExists)
        {
            throw;
        }
        catch (RequestFailedException error) when (error.Status is 409 or 412)
        {
            return await IsOursAsync(drop, metadata, cancellationToken) ? null : new Refusal(
                path, RefusalCodes.NameTaken, $"Another file waits as '{path}' to be ingested: send this one again when it is gone, or under another name.");
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            return new Refusal(path, RefusalCodes.MissingSource, $"There is no blob at '{SourceAddresses.Show(address)}' ({error.ErrorCode}).");
        }
        catch (RequestFailedException error) when (error.Status is 401 or 403)
        {
            return new Refusal(path, RefusalCodes.ForbiddenSource, $"This app may not read '{SourceAddresses.Show(address)}' ({error.ErrorCode}): grant it access, or send an address with a signature.");
        }
        catch (WinnowException forbidden)
        {
            return new Refusal(path, RefusalCodes.ForbiddenAddress, forbidden.Detail);
        }
    }

    /// <summary>Whether any file that a request has dropped is still in the drop zone.</summary>
    public async Task<bool> HasDropsAsync(string run, string dataset, CancellationToken cancellationToken)
    {
        var blobs = clients.Incoming.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, $"{dataset}/", cancellationToken);
        return await blobs.AnyAsync(blob => blob.Metadata.TryGetValue(Request, out var owner) && owner == run, cancellationToken);
    }

    private BlobClient Open(string run, Uri address)
    {
        // What came inside the message lies in a container that messages may not name.
        var parts = new BlobUriBuilder(address);
        if (clients.IsOwn(address) && parts.BlobContainerName == Containers.Work && parts.BlobName == $"-requests/{run}/content")
            return clients.Work.GetBlobClient(parts.BlobName);
        var (container, name) = addresses.Require(address);
        return container.GetBlobClient(name);
    }

    private static async Task CopyAsync(BlobClient source, BlobClient drop, Dictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        var options = new BlobCopyFromUriOptions { Metadata = metadata, DestinationConditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
        var copy = await drop.StartCopyFromUriAsync(source.Uri, options, cancellationToken);
        await copy.WaitForCompletionAsync(cancellationToken);
    }

    private static async Task StreamAsync(BlobClient source, BlobClient drop, Dictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        await using var content = await source.OpenReadAsync(new BlobOpenReadOptions(allowModifications: false), cancellationToken);
        await drop.UploadAsync(
            content, new BlobUploadOptions { Metadata = metadata, Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } }, cancellationToken);
    }

    private static async Task<bool> IsOursAsync(BlobClient drop, Dictionary<string, string> wanted, CancellationToken cancellationToken)
    {
        try
        {
            var known = (await drop.GetPropertiesAsync(cancellationToken: cancellationToken)).Value.Metadata;
            return wanted.All(pair => known.TryGetValue(pair.Key, out var value) && value == pair.Value);
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            // Ingested meanwhile: try again, as nothing is in the way.
            throw new IOException("The drop that was in the way has just been ingested.", error);
        }
    }

    private static string Digest(Uri address) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.GetLeftPart(UriPartial.Path))).AsSpan(0, 16));
}
