using Winnow.Core.Catalogue;
using Winnow.Core.Labels;
using Winnow.Core.Models;
using Winnow.Core.Predictions;
using Winnow.Storage.Imports;
using Winnow.Storage.Models;

namespace Winnow.Functions.Predictions;

/// <summary>Writes the predictions of one part: a Parquet file per pack, and the rows of the catalogue.</summary>
public sealed class PartImport(ICatalogue catalogue, ImportStore store, PredictionFiles files)
{
    /// <summary>Longest text that a row of the catalogue keeps; the whole of a longer one is in the file.</summary>
    private const int LongestRowText = 15_000;

    public async Task<ImportCounts> ImportAsync(ImportInput import, int part, CancellationToken cancellationToken)
    {
        var counts = new ImportCounts();
        foreach (var pack in (await store.ReadPartAsync(import.Run, part, cancellationToken)).GroupBy(row => row.Pack))
        {
            counts += await ImportPackAsync(import, pack.Key, [.. pack], cancellationToken);
        }

        return counts;
    }

    // A name and an id, or two names, may stand for one item: then the first row has spoken.
    private async Task<ImportCounts> ImportPackAsync(ImportInput import, string pack, IReadOnlyList<PlacedPrediction> rows, CancellationToken cancellationToken)
    {
        var model = ModelId.Parse(import.Model);
        var items = (await catalogue.ReadPackAsync(import.Dataset, pack, cancellationToken)).ToDictionary(item => item.Id);
        var known = rows.Where(row => items.ContainsKey(row.ItemId)).OrderBy(row => row.Row).DistinctBy(row => row.ItemId).OrderBy(row => items[row.ItemId].Offset).ToList();
        var unknown = rows.Count(row => !items.ContainsKey(row.ItemId));
        await files.WriteAsync(import.Dataset, model, import.Run, pack, known.ConvertAll(row => ToRow(row, items[row.ItemId])), [], cancellationToken);
        await catalogue.WritePredictionsAsync(
            import.Dataset, known.ConvertAll(row => items[row.ItemId]), known.ConvertAll(row => ToPrediction(row, import, model)), cancellationToken);
        return new(known.Count, unknown, rows.Count - known.Count - unknown);
    }

    private static PredictionRow ToRow(PlacedPrediction row, Item item) => new()
    {
        ItemId = item.Id,
        Name = item.Name,
        Label = row.Label,
        Text = row.Text,
        Confidence = row.Confidence,
        Detail = DetailOf(row) is { } detail ? LabelJson.Write(detail) : null,
    };

    private static LabelDetail? DetailOf(PlacedPrediction row) =>
        row.Text is { Length: > LongestRowText } text && row.Detail?.Texts is null ? (row.Detail ?? new()) with { Texts = [text] } : row.Detail;

    private static Prediction ToPrediction(PlacedPrediction row, ImportInput import, ModelId model) => new()
    {
        ItemId = row.ItemId,
        Model = model,
        Run = import.Run,
        Label = row.Label,
        Text = row.Text is { Length: > LongestRowText } text ? text[..LongestRowText] : row.Text,
        Confidence = row.Confidence,
    };
}
