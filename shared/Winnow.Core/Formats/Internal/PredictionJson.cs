using System.Text.Json;

namespace Winnow.Core.Formats.Internal;

/// <summary>Reads one JSON object of a file of predictions.</summary>
internal static class PredictionJson
{
    public static PredictionFields ReadRow(ReadOnlyMemory<byte> json) => JsonRow.Read(json, RowOf, Broken);

    /// <summary>Reads the column <c>detail</c> of a Parquet file into a row.</summary>
    public static PredictionFields ReadDetail(ReadOnlyMemory<byte> json, PredictionFields row) =>
        JsonRow.Read(json, detail => row with { Detail = DetailJson.ReadPrediction(detail) }, problem => Broken($"In 'detail': {problem}"));

    private static PredictionFields RowOf(JsonElement row) => new(
        JsonValues.Text(row, "file_name"), JsonValues.Text(row, "item_id"), JsonValues.Name(row, "label"), JsonValues.Text(row, "text"),
        JsonValues.Number(row, "confidence"), DetailJson.ReadPrediction(row));

    private static PredictionFields Broken(string problem) => new(Problem: problem);
}
