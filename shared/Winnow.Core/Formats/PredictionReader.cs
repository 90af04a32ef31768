using System.Runtime.CompilerServices;
using Winnow.Core.Formats.Internal;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats;

/// <summary>Reads files of predictions that somebody brings: JSONL, CSV, Parquet or COCO results; docs/label-format.md describes them.</summary>
/// <remarks>
/// A row names its item by <c>item_id</c>, or else by <c>file_name</c>, and says at least one thing. Confidences, scores and probabilities are 0 to 1.
/// The probabilities of one class out of many sum to 1 ± 0.001; a row with probabilities and no label has the most probable class as its label (of
/// equals, the first in ordinal order) and its probability as its confidence; a label that is not the most probable one is kept, and has its own
/// probability as its confidence if the row states none. An empty text is a prediction of nothing; in CSV it is one where the row says nothing else.
/// Row refusals: <see cref="RefusalCodes.InvalidPrediction"/>, <see cref="RefusalCodes.UnknownClass"/>, and
/// <see cref="RefusalCodes.DuplicatePrediction"/> for a second row about the same path or the same id, even one that says the same; that a path and
/// an id mean the same item is not seen here. Memory: a block or, for Parquet, a row group, and about 40 bytes for each row to find duplicates. COCO
/// results may come in any order, so that all of them are held until the file ends: about 160 bytes for each, and its mask. With a vocabulary, each
/// of its images without a box has a prediction of no objects, as pycocotools takes it.
/// </remarks>
public static class PredictionReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="name">Name of the file, for refusals.</param>
    /// <param name="format">See <see cref="PredictionFormats.Of"/>.</param>
    /// <param name="content">The file from its first byte; not disposed. Parquet needs a stream that can seek,
    /// and a fault of that stream comes out as a refusal with the fault as its inner exception: look at the stream first.</param>
    /// <param name="options">What it may say.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="RefusedContentException">The file is refused as a whole, perhaps after some rows: no column for the item, or broken
    /// (<see cref="RefusalCodes.InvalidPrediction"/>), invalid UTF-8 (<see cref="RefusalCodes.InvalidText"/>), or too many rows or too long a row
    /// (<see cref="RefusalCodes.TooLarge"/>).</exception>
    public static IAsyncEnumerable<ImportedPrediction> ReadAsync(
        string name, PredictionFormat format, Stream content, PredictionOptions options, CancellationToken cancellationToken) => format switch
    {
        PredictionFormat.Jsonl => ReadRowsAsync(
            name, content, new JsonlRows<PredictionFields>(name, options.MaxFieldBytes, PredictionJson.ReadRow), options, cancellationToken),
        PredictionFormat.Csv => ReadRowsAsync(
            name, content,
            new CsvRows<PredictionFields>(
                name, options.MaxFieldBytes, RefusalCodes.InvalidPrediction, static header => new PredictionColumns(header)),
            options, cancellationToken),
        PredictionFormat.Parquet => ParquetPredictions.ReadAsync(name, content, options, cancellationToken),
        PredictionFormat.CocoResults => CocoResults.ReadAsync(name, content, options, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not a format of predictions."),
    };

    private static async IAsyncEnumerable<ImportedPrediction> ReadRowsAsync(
        string name, Stream content, IRows<PredictionFields> rows, PredictionOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var judge = new PredictionJudge(name, options);
        await foreach (var (line, said) in RowStream.ReadAsync(name, content, rows, cancellationToken))
        {
            yield return judge.Judge(line, said);
        }
    }
}
