using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats;

/// <summary>Reads annotation files row by row: CSV (RFC 4180) with a header, or JSONL.</summary>
/// <remarks>
/// Columns or keys: <c>file_name</c> (required, relative to the folder of the annotation file), <c>label</c>, <c>text</c>, <c>split</c>, <c>source</c>; others are
/// ignored. A row says at least one of label, text and split; empty counts as absent. Labels, splits and sources are trimmed, texts are not.
/// Row refusals: <see cref="RefusalCodes.InvalidAnnotation"/>, <see cref="RefusalCodes.UnknownClass"/>, and
/// <see cref="RefusalCodes.ConflictingAnnotation"/> for a row that says something else than an earlier one about the same file from
/// the same source; exact repeats are dropped silently. Rows are remembered by 64-bit hashes, so memory is
/// <see cref="AnnotationOptions.MaxRows"/> × about 40 bytes at most.
/// </remarks>
public static class AnnotationReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="name">Path of the annotation file in the dataset.</param>
    /// <param name="kind"><see cref="ContentKind.AnnotationCsv"/> or <see cref="ContentKind.AnnotationJsonl"/>.</param>
    /// <param name="content">The file from its first byte; not disposed.</param>
    /// <param name="options">What it may say.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="RefusedContentException">The file is refused as a whole, perhaps after some rows: no column <c>file_name</c> or a broken
    /// header (<see cref="RefusalCodes.InvalidAnnotation"/>), invalid UTF-8 (<see cref="RefusalCodes.InvalidText"/>, with the byte offset), a field
    /// or the number of rows over the limit (<see cref="RefusalCodes.TooLarge"/>).</exception>
    public static IAsyncEnumerable<AnnotationRow> ReadAsync(
        string name, ContentKind kind, Stream content, AnnotationOptions options, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
