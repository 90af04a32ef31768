using System.Runtime.CompilerServices;
using Winnow.Core.Formats.Internal;

namespace Winnow.Core.Formats;

/// <summary>Puts the entries of a tar archive together into WebDataset samples.</summary>
/// <remarks>
/// Source: the WebDataset format, https://github.com/webdataset/webdataset: the key is the path up to the first dot of the base name, and
/// files of a sample follow one another. Beside an image, <c>.cls</c> is a class name or index, <c>.txt</c> a transcription, and
/// <c>.json</c> an object with any of <c>label</c>, <c>text</c>, <c>split</c> (other keys are ignored). A sample without an image, and any archive that is no WebDataset,
/// comes out file by file as it went in. What is only named as an image counts as one here: it is refused later, and so its annotations wait for
/// the right file. A class index is turned into its name unless a class has that name. The line ends after a transcription do not belong to it. Where two files of a sample
/// disagree, the first one stands. A sample ends at <see cref="MaxFiles"/> files or <see cref="MaxBytes"/> at the latest, which bounds the memory.
/// </remarks>
public static class WebDatasetGrouping
{
    /// <summary>Most entries that are held together as one sample.</summary>
    public const int MaxFiles = 32;

    /// <summary>Bytes held at which a sample takes no more entries.</summary>
    public const int MaxBytes = 64 << 20;

    /// <summary>Groups the entries of one archive.</summary>
    /// <param name="archiveName">Path of the archive in the dataset: annotations are named relative to its folder, refusals by it.</param>
    /// <param name="entries">From <see cref="ArchiveReader.ReadEntriesAsync"/>, in archive order.</param>
    /// <param name="options">The classes that may be used, and by which a class index is turned into a name.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Samples; dispose each.</returns>
    public static async IAsyncEnumerable<WebDatasetSample> GroupAsync(
        string archiveName,
        IAsyncEnumerable<ArchiveEntry> entries,
        AnnotationOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new SampleReader(archiveName, options);
        using var held = new HeldEntries();
        await foreach (var entry in entries.WithCancellation(cancellationToken))
        {
            var sample = held.Takes(entry) ? null : reader.Read(held.Key, held.Release());
            held.Add(entry);
            if (sample is not null)
            {
                yield return sample;
            }
        }

        if (!held.IsEmpty)
        {
            yield return reader.Read(held.Key, held.Release());
        }
    }
}
