using System.Text.Json;

namespace Winnow.Core.Formats.Internal;

/// <summary>Reads one JSON object of an annotation file.</summary>
/// <remarks>A label may be a number, which stands for its digits. Keys that mean nothing are ignored.</remarks>
internal static class AnnotationJson
{
    /// <summary>Reads a row: which file it is about, who says so, and all that is said.</summary>
    public static AnnotationFields ReadRow(ReadOnlyMemory<byte> json) => JsonRow.Read(json, RowOf, Broken);

    /// <summary>Reads the <c>.json</c> of a WebDataset sample: label, text and split alone, since anything else may stand there for other readers.</summary>
    public static AnnotationFields ReadSample(ReadOnlyMemory<byte> json) => JsonRow.Read(json, SampleOf, Broken);

    private static AnnotationFields RowOf(JsonElement row) => SampleOf(row) with
    {
        FileName = JsonValues.Text(row, "file_name"), Source = JsonValues.Text(row, "source"), Detail = DetailJson.ReadTruth(row),
    };

    private static AnnotationFields SampleOf(JsonElement row) =>
        new(Label: JsonValues.Name(row, "label"), Text: JsonValues.Text(row, "text"), Split: JsonValues.Text(row, "split"));

    private static AnnotationFields Broken(string problem) => new(Problem: problem);
}
