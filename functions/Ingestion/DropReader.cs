using Winnow.Core.Formats;
using Winnow.Core.Ingestion;

namespace Winnow.Functions.Ingestion;

/// <summary>Reads one drop: finds out what it is by its content, and passes its items, annotations and refusals on.</summary>
/// <remarks>Archives are transparent: an entry is named as if it had been unpacked where the archive lies. Memory: one item or archive entry at a time.</remarks>
internal sealed class DropReader(Drop drop, AnnotationOptions annotations, IngestionOptions options, ShardSink sink)
{
    private readonly string _folder = ItemPath.FolderOf(drop.Path);

    /// <summary>Reads the whole drop.</summary>
    /// <returns>The refusal of the drop as a whole; null when it was taken.</returns>
    /// <exception cref="RefusedContentException">The drop is refused as a whole, perhaps after parts of it were taken.</exception>
    public async Task<Refusal?> ReadAsync(SourceStream source, CancellationToken cancellationToken)
    {
        var head = new byte[(int)Math.Min(ContentSniffer.HeadLength, drop.Length)];
        var length = await source.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        source.Position = 0;
        var kind = ContentSniffer.Sniff(drop.Path, head.AsSpan(0, length), isWhole: length == drop.Length);
        if (ContentSniffer.Check(drop.Path, kind, head.AsSpan(0, length)) is { } refusal)
            return refusal;
        if (kind.IsArchive())
            return await ReadArchiveAsync(kind, source, cancellationToken);
        if (kind.IsAnnotations())
            return await ReadAnnotationsAsync(drop.Path, kind, source, cancellationToken);
        return await ReadItemAsync(kind, source, cancellationToken);
    }

    private async Task<Refusal?> ReadItemAsync(ContentKind kind, SourceStream source, CancellationToken cancellationToken)
    {
        if (drop.Length > options.MaxItemBytes)
            return new(drop.Path, RefusalCodes.TooLarge, $"The file has {drop.Length:N0} bytes; an item may have {options.MaxItemBytes:N0} (Ingestion:MaxItemBytes).");
        var content = new byte[drop.Length];
        await source.ReadExactlyAsync(content, cancellationToken);
        return await AddItemAsync(drop.Path, drop.Path, kind, content, cancellationToken);
    }

    private async Task<Refusal?> ReadArchiveAsync(ContentKind kind, SourceStream source, CancellationToken cancellationToken)
    {
        if (await ArchiveInspector.InspectAsync(drop.Path, kind, source, options.Archives, cancellationToken) is { } refusal)
            return refusal;

        source.Position = 0;
        var entries = ArchiveReader.ReadEntriesAsync(drop.Path, kind, source, options.Archives, cancellationToken);
        if (kind is ContentKind.Zip)
        {
            await foreach (var entry in entries)
            {
                using (entry)
                    await ReadEntryAsync(entry, source, cancellationToken);
            }

            return null;
        }

        await foreach (var sample in WebDatasetGrouping.GroupAsync(drop.Path, entries, annotations, cancellationToken))
        {
            using (sample)
                await ReadSampleAsync(sample, source, cancellationToken);
        }

        return null;
    }

    private async Task ReadSampleAsync(WebDatasetSample sample, SourceStream source, CancellationToken cancellationToken)
    {
        foreach (var file in sample.Files)
            await ReadEntryAsync(file, source, cancellationToken);
        foreach (var annotation in sample.Annotations)
            await sink.AnnotateAsync(annotation, cancellationToken);
        foreach (var refusal in sample.Refusals)
            await sink.RefusePartAsync(drop, refusal, content: null, cancellationToken);
    }

    private async Task ReadEntryAsync(ArchiveEntry entry, SourceStream source, CancellationToken cancellationToken)
    {
        source.ThrowIfFaulted();
        var refusal = entry.Refusal ?? await TakeEntryAsync(entry, cancellationToken);
        if (refusal is null)
            return;
        var content = entry.Refusal is null && entry.Content.Length <= options.MaxQuarantinedEntryBytes ? entry.Content : (ReadOnlyMemory<byte>?)null;
        await sink.RefusePartAsync(drop, refusal, content, cancellationToken);
    }

    private async Task<Refusal?> TakeEntryAsync(ArchiveEntry entry, CancellationToken cancellationToken)
    {
        var shown = $"{drop.Path}/{entry.Path}";
        var path = ItemPath.Combine(_folder, entry.Path);
        if (!path.IsOk)
            return path.Refusal with { Name = shown };
        if (ContentSniffer.Check(shown, entry.Kind, entry.Content.Span) is { } refusal)
            return refusal;
        if (!entry.Kind.IsAnnotations())
            return await AddItemAsync(path.Value, shown, entry.Kind, entry.Content, cancellationToken);

        using var content = new MemoryStream(entry.Content.ToArray(), writable: false);
        try
        {
            return await ReadAnnotationsAsync(path.Value, entry.Kind, content, cancellationToken);
        }
        catch (RefusedContentException e)
        {
            return e.Refusal with { Name = shown };
        }
    }

    private async Task<Refusal?> ReadAnnotationsAsync(string path, ContentKind kind, Stream content, CancellationToken cancellationToken)
    {
        await foreach (var row in AnnotationReader.ReadAsync(path, kind, content, annotations, cancellationToken))
        {
            if (row.Annotation is { } annotation)
                await sink.AnnotateAsync(annotation, cancellationToken);
            else if (row.Refusal is { } refusal)
                await sink.RefusePartAsync(drop, refusal, content: null, cancellationToken);
        }

        return null;
    }

    private async Task<Refusal?> AddItemAsync(
        string path, string shown, ContentKind kind, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        if (!kind.IsImage())
        {
            if (TextContent.Check(shown, content.Span, options.MaxTextBytes) is { } refusal)
                return refusal;
            await sink.AddAsync(new(path, kind.MediaType(), null, null, content), cancellationToken);
            return null;
        }

        var image = ImageHeader.Check(shown, kind, content.Span, options.Images);
        if (!image.IsOk)
            return image.Refusal;
        await sink.AddAsync(new(path, kind.MediaType(), image.Value.Width, image.Value.Height, content), cancellationToken);
        return null;
    }
}
