using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Winnow.Core.Errors;
using Winnow.Core.Formats;
using Winnow.Core.Ingestion;

namespace Winnow.Storage.Messages;

/// <summary>Cuts what a request names into pages of files.</summary>
/// <remarks>Memory: one page. A file that cannot be dropped is refused alone, under the name <c>{manifest}:{line}</c> or its path.</remarks>
public sealed class SourcePlanner(StorageClients clients, SourceAddresses addresses)
{
    /// <summary>Files of a page.</summary>
    public const int PageSize = 200;

    private const int MaxLineBytes = 8 << 10;

    /// <summary>The files of the next page.</summary>
    /// <param name="source">What the request names.</param>
    /// <param name="continuation">From the page before; null for the first.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The files, and the next continuation; null after the last page.</returns>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.UnreadableSource"/> or <see cref="ErrorCodes.ForbiddenAddress"/></exception>
    public async Task<(IReadOnlyList<PlannedSource> Files, string? Continuation)> PlanAsync(
        RequestSource source, string? continuation, CancellationToken cancellationToken)
    {
        try
        {
            return source.Kind is RequestSourceKind.Prefix
                ? await ListAsync(source, continuation, cancellationToken)
                : await ReadAsync(source, continuation, cancellationToken);
        }
        catch (RequestFailedException error) when (error.Status is 401 or 403 or 404)
        {
            var why = error.Status == 404 ? "is not there" : "may not be read by this app";
            throw new WinnowException(ErrorCodes.UnreadableSource, $"'{SourceAddresses.Show(source.Address)}' {why} ({error.Status} {error.ErrorCode}). Correct it and send the request under a new message id.", error);
        }
    }

    /// <summary>Where a blob goes: its path below the folder, or why it cannot go there.</summary>
    public static PlannedSource Place(Uri address, string? folder, string name, string shown)
    {
        var path = ItemPath.Combine(folder ?? "", name);
        return path.IsOk ? new(address, path.Value, null) : new(null, null, new Refusal(shown, RefusalCodes.InvalidPath, path.Refusal!.Reason));
    }

    private async Task<(IReadOnlyList<PlannedSource> Files, string? Continuation)> ListAsync(
        RequestSource source, string? continuation, CancellationToken cancellationToken)
    {
        var (container, prefix) = addresses.Require(source.Address);
        var cut = prefix.LastIndexOf('/') + 1;
        var pages = container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix.Length == 0 ? null : prefix, cancellationToken)
            .AsPages(continuation, PageSize);
        await foreach (var page in pages.WithCancellation(cancellationToken))
        {
            var files = page.Values
                .Where(blob => !(blob.Name.EndsWith('/') && blob.Properties.ContentLength == 0))
                .Select(blob => Place(container.GetBlobClient(blob.Name).Uri, source.Folder, blob.Name[cut..], blob.Name[cut..]));
            return ([.. files], string.IsNullOrEmpty(page.ContinuationToken) ? null : page.ContinuationToken);
        }

        return ([], null);
    }

    private async Task<(IReadOnlyList<PlannedSource> Files, string? Continuation)> ReadAsync(
        RequestSource source, string? continuation, CancellationToken cancellationToken)
    {
        var (position, number) = Parse(continuation);
        await using var stream = await OpenAsync(source, position, cancellationToken);
        var reader = new LineReader(stream, position, MaxLineBytes);
        List<PlannedSource> files = [];
        while (files.Count < PageSize)
        {
            if (await reader.ReadAsync(cancellationToken) is not { } line)
                return (files, null);
            number++;
            if (line.AsSpan().IndexOfAnyExcept(" \t\r"u8) >= 0)
                files.Add(Read(source, line, number, reader.IsTooLong));
        }

        return (files, string.Create(CultureInfo.InvariantCulture, $"{reader.Position}:{number}"));
    }

    private async Task<Stream> OpenAsync(RequestSource source, long position, CancellationToken cancellationToken)
    {
        BlobClient blob;
        if (source.Kind is RequestSourceKind.Checked)
        {
            blob = clients.Work.GetBlobClient(new BlobUriBuilder(source.Address).BlobName);
        }
        else
        {
            var (container, name) = addresses.Require(source.Address);
            blob = container.GetBlobClient(name);
        }

        var length = (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value.ContentLength;
        return position >= length ? Stream.Null : await blob.OpenReadAsync(new BlobOpenReadOptions(allowModifications: false) { Position = position }, cancellationToken);
    }

    private PlannedSource Read(RequestSource source, byte[] line, int number, bool isTooLong)
    {
        var shown = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(source.Address.AbsolutePath)}:{number}");
        if (isTooLong)
            return Refuse(shown, $"The line has more than {MaxLineBytes} bytes.");
        var (address, name, problem) = ManifestLines.Read(line);
        if (problem is not null)
            return Refuse(shown, problem);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
            return Refuse(shown, $"'{(address!.Length > 200 ? address[..200] : address)}' is not an address.");
        return source.Kind is RequestSourceKind.Checked ? new(uri, name, null) : Check(source, shown, uri, name);
    }

    private PlannedSource Check(RequestSource source, string shown, Uri address, string? name)
    {
        try
        {
            var blob = addresses.Require(address);
            return Place(address, source.Folder, name ?? blob.Name, shown);
        }
        catch (WinnowException forbidden)
        {
            return new(null, null, new Refusal(shown, RefusalCodes.ForbiddenAddress, forbidden.Detail));
        }
    }

    private static PlannedSource Refuse(string shown, string reason) => new(null, null, new Refusal(shown, RefusalCodes.InvalidAddress, reason));

    private static (long Position, int Line) Parse(string? continuation)
    {
        if (continuation is null)
            return (0, 0);
        var parts = continuation.Split(':');
        return (long.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
