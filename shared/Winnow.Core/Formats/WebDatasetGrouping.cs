namespace Winnow.Core.Formats;

/// <summary>Puts the entries of a tar archive together into WebDataset samples.</summary>
/// <remarks>
/// Source: the WebDataset format, https://github.com/webdataset/webdataset: the key is the path up to the first dot of the base name, and
/// files of a sample follow one another. Beside an image, <c>.cls</c> is a class name or index, <c>.txt</c> a transcription, and
/// <c>.json</c> an object with any of <c>label</c>, <c>text</c>, <c>split</c> (other keys are ignored). A sample without an image, and any archive that is no WebDataset,
/// comes out file by file as it went in. A sample ends at <see cref="MaxFiles"/> files at the latest, which bounds the memory.
/// </remarks>
public static class WebDatasetGrouping
{
    /// <summary>Most entries that are held together as one sample.</summary>
    public const int MaxFiles = 32;

    /// <summary>Groups the entries of one archive.</summary>
    /// <param name="archiveName">Path of the archive in the dataset: annotations are named relative to its folder, refusals by it.</param>
    /// <param name="entries">From <see cref="ArchiveReader.ReadEntriesAsync"/>, in archive order.</param>
    /// <param name="options">The classes that may be used, and by which a class index is turned into a name.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Samples; dispose each.</returns>
    public static IAsyncEnumerable<WebDatasetSample> GroupAsync(
        string archiveName, IAsyncEnumerable<ArchiveEntry> entries, AnnotationOptions options, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
