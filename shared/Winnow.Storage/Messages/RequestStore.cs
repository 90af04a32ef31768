using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Winnow.Core.Errors;
using Winnow.Core.Messages;

namespace Winnow.Storage.Messages;

/// <summary>What is kept about requests that came as messages, in container <c>work</c> under <c>-requests/{run}/</c>.</summary>
/// <remarks>No dataset begins with a dash. <c>message</c> stays, so that the same message id with other content is noticed; the rest is deleted when the request is done.</remarks>
public sealed class RequestStore(StorageClients clients)
{
    private const string Digest = "digest";

    /// <summary>Remembers the message with this id, or finds that it is known.</summary>
    /// <param name="key">Derived from the message id.</param>
    /// <param name="messageId">The message id, as the sender wrote it.</param>
    /// <param name="digest">A hash of what the message asks for.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.Conflict"/>: a message with this id asked for something else.</exception>
    public async Task RememberAsync(string key, string messageId, string digest, CancellationToken cancellationToken)
    {
        var blob = Blob(key, "message");
        try
        {
            var options = new BlobUploadOptions
            {
                Metadata = new Dictionary<string, string> { [Digest] = digest },
                Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
            };
            await blob.UploadAsync(new BinaryData(messageId), options, cancellationToken);
        }
        catch (RequestFailedException error) when (error.Status is 409 or 412)
        {
            var known = (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value.Metadata[Digest];
            if (known != digest)
            {
                throw new WinnowException(
                    ErrorCodes.Conflict, $"A message with the id '{messageId}' came before, with other content. The id stands for one request: send this one under a new id.");
            }
        }
    }

    /// <summary>Writes the list of files that a request names.</summary>
    /// <returns>Its address.</returns>
    public async Task<Uri> WriteSourcesAsync(string run, IEnumerable<SourceLine> sources, CancellationToken cancellationToken)
    {
        var blob = Blob(run, "sources.jsonl");
        await blob.UploadAsync(new BinaryData(ManifestLines.Write(sources)), overwrite: true, cancellationToken);
        return blob.Uri;
    }

    /// <summary>Writes a file that came inside a message.</summary>
    /// <returns>Its address.</returns>
    public async Task<Uri> WriteFileAsync(string run, BinaryData content, CancellationToken cancellationToken)
    {
        var blob = Blob(run, "content");
        await blob.UploadAsync(content, overwrite: true, cancellationToken);
        return blob.Uri;
    }

    /// <summary>Fixes which files a page of a request is about, so that a repeated copy sees the same ones.</summary>
    public Task WritePageAsync(string run, int page, IReadOnlyList<PlannedSource> sources, CancellationToken cancellationToken) =>
        Page(run, page).UploadAsync(BinaryData.FromObjectAsJson(sources, JsonSerializerOptions.Web), overwrite: true, cancellationToken);

    public async Task<IReadOnlyList<PlannedSource>> ReadPageAsync(string run, int page, CancellationToken cancellationToken) =>
        (await Page(run, page).DownloadContentAsync(cancellationToken)).Value.Content.ToObjectFromJson<PlannedSource[]>(JsonSerializerOptions.Web)!;

    /// <summary>Deletes everything but the memory of the message.</summary>
    public async Task CleanUpAsync(string run, CancellationToken cancellationToken)
    {
        var blobs = clients.Work.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix: $"-requests/{run}/", cancellationToken: cancellationToken);
        await Parallel.ForEachAsync(blobs.Where(blob => !blob.Name.EndsWith("/message", StringComparison.Ordinal)), cancellationToken, async (blob, token) =>
            await clients.Work.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: token));
    }

    private BlobClient Page(string run, int page) => Blob(run, string.Create(CultureInfo.InvariantCulture, $"pages/{page:D6}.json"));

    private BlobClient Blob(string run, string name) => clients.Work.GetBlobClient($"-requests/{run}/{name}");
}
