using System.Runtime.CompilerServices;
using Winnow.Core.Formats.Internal;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats;

/// <summary>Reads annotation files row by row: CSV (RFC 4180) with a header, JSONL, or COCO.</summary>
/// <remarks>
/// Columns or keys: <c>file_name</c> (required, relative to the folder of the annotation file), <c>label</c>, <c>text</c>, <c>split</c>, <c>source</c>, and the
/// details that docs/label-format.md describes; others are ignored. A row says at least one thing; empty counts as absent. Labels, splits and sources
/// are trimmed, texts are not. A source is 1 to 63 of <c>A-Z a-z 0-9 . _ -</c>; the splits <c>val</c> and <c>valid</c> are called <c>validation</c>, as folders
/// are (<see cref="Splits"/>). A CSV record that breaks the rules of quoting is refused with the rest of its line; in JSONL a label may be a number.
/// COCO: one row per image, at the end of the file; an annotation that is refused is missing on its image.
/// Row refusals: <see cref="RefusalCodes.InvalidAnnotation"/>, <see cref="RefusalCodes.UnknownClass"/>, and
/// <see cref="RefusalCodes.ConflictingAnnotation"/> for a row that says something else than an earlier one about the same file from
/// the same source; exact repeats are dropped silently, in whatever order they have the keys of a map. Rows are remembered by 64-bit hashes in 36 to 75
/// bytes each: about 100 MB at the default <see cref="AnnotationOptions.MaxRows"/>, and half as much again while the memory of it grows. COCO files are
/// held: see <see cref="AnnotationOptions.MaxHeldBytes"/>.
/// </remarks>
public static class AnnotationReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="name">Path of the annotation file in the dataset.</param>
    /// <param name="kind"><see cref="ContentKind.AnnotationCsv"/>, <see cref="ContentKind.AnnotationJsonl"/> or <see cref="ContentKind.AnnotationCoco"/>.</param>
    /// <param name="content">The file from its first byte; not disposed.</param>
    /// <param name="options">What it may say.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="RefusedContentException">The file is refused as a whole, perhaps after some rows: no column <c>file_name</c>, a broken
    /// header or no COCO file (<see cref="RefusalCodes.InvalidAnnotation"/>), invalid UTF-8 (<see cref="RefusalCodes.InvalidText"/>, with the byte offset), a field
    /// or the number of rows over the limit (<see cref="RefusalCodes.TooLarge"/>).</exception>
    public static async IAsyncEnumerable<AnnotationRow> ReadAsync(
        string name, ContentKind kind, Stream content, AnnotationOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (kind is ContentKind.AnnotationCoco)
        {
            await foreach (var row in CocoAnnotations.ReadAsync(name, content, options, cancellationToken))
            {
                yield return row;
            }

            yield break;
        }

        var judge = new RowJudge(name, options);
        await foreach (var (line, said) in RowStream.ReadAsync(name, content, RowsOf(name, kind, options), cancellationToken))
        {
            if (judge.Judge(line, said) is { } row)
            {
                yield return row;
            }
        }
    }

    private static IRows<AnnotationFields> RowsOf(string name, ContentKind kind, AnnotationOptions options) => kind switch
    {
        ContentKind.AnnotationCsv => new CsvRows<AnnotationFields>(
            name, options.MaxFieldBytes, RefusalCodes.InvalidAnnotation, static header => new AnnotationColumns(header)),
        ContentKind.AnnotationJsonl => new JsonlRows<AnnotationFields>(name, options.MaxFieldBytes, AnnotationJson.ReadRow),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of annotation file."),
    };
}
