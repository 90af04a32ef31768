namespace Winnow.Core.Formats;

/// <summary>The second pass over an archive: its files, one after another, in the archive's order.</summary>
/// <remarks>
/// Directories and what desktop systems leave in archives (<c>__MACOSX/</c>, <c>.DS_Store</c>, <c>._*</c> files beside it, <c>Thumbs.db</c>, <c>desktop.ini</c>) are skipped.
/// All rules of <see cref="ArchiveInspector"/> are applied again to the bytes that really come, so an archive that changed in
/// between, or was never inspected, is refused in mid-stream.
/// </remarks>
public static class ArchiveReader
{
    /// <summary>Reads the files of an archive.</summary>
    /// <param name="name">Path of the archive: entries are refused as <c>archive.zip/entry</c>.</param>
    /// <param name="kind">One of the archive kinds.</param>
    /// <param name="content">The archive from its first byte; not disposed. A zip must be able to seek.</param>
    /// <param name="limits">How much it may hold.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Entries with pooled content: dispose each.</returns>
    /// <exception cref="RefusedContentException">The archive must be refused as a whole; codes as in <see cref="ArchiveInspector"/>.</exception>
    public static IAsyncEnumerable<ArchiveEntry> ReadEntriesAsync(
        string name, ContentKind kind, Stream content, ArchiveLimits limits, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
