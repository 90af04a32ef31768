using System.Text.Json;
using Azure;
using Azure.Storage.Blobs.Models;
using Parquet;
using Parquet.Serialization;
using Winnow.Core.Catalogue;
using Winnow.Core.Labels;
using Winnow.Core.Models;

namespace Winnow.Storage.Models;

/// <summary>Predictions with full scores as Parquet blobs, one per pack and run; the classes that the scores stand for are in the file's metadata.</summary>
public sealed class PredictionFiles(StorageClients clients)
{
    private const string Classes = "winnow.classes";
    private static readonly BlobUploadOptions s_parquet = new() { HttpHeaders = new() { ContentType = "application/vnd.apache.parquet" } };

    /// <summary>Path of a file in the container <see cref="Containers.Predictions"/>.</summary>
    public static string PathOf(string dataset, ModelId model, string run, string pack) => $"{dataset}/{model}/{run}/{pack}.parquet";

    /// <summary>Writes the predictions of one pack. Idempotent by run and pack: a second writing replaces the first.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="model">Whose predictions they are.</param>
    /// <param name="run">The run that made or brought them.</param>
    /// <param name="pack">The pack.</param>
    /// <param name="rows">The predictions.</param>
    /// <param name="classes">The classes of <see cref="PredictionRow.Scores"/>; empty when those are not per class.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task WriteAsync(
        string dataset, ModelId model, string run, string pack, IReadOnlyList<PredictionRow> rows, IReadOnlyList<string> classes, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
        {
            (row.Model, row.Run) = (model.ToString(), run);
        }

        using var file = new MemoryStream();
        var metadata = classes.Count == 0 ? null : new Dictionary<string, string> { [Classes] = JsonSerializer.Serialize(classes) };
        await ParquetSerializer.SerializeAsync(rows, file, customMetadata: metadata, cancellationToken: cancellationToken);
        file.Position = 0;
        await clients.Predictions.GetBlobClient(PathOf(dataset, model, run, pack)).UploadAsync(file, s_parquet, cancellationToken);
    }

    /// <summary>What the predictions of one pack and run say beyond their rows in the catalogue, by item id; empty when there is no such file.</summary>
    public async Task<IReadOnlyDictionary<string, LabelDetail>> ReadDetailsAsync(
        string dataset, ModelId model, string run, string pack, CancellationToken cancellationToken)
    {
        try
        {
            var blob = await clients.Predictions.GetBlobClient(PathOf(dataset, model, run, pack)).DownloadContentAsync(cancellationToken);
            using var file = new MemoryStream(blob.Value.Content.ToArray());
            var classes = await ReadClassesAsync(file, cancellationToken);
            file.Position = 0;
            var rows = (await ParquetSerializer.DeserializeAsync<PredictionRow>(file, cancellationToken: cancellationToken)).Data;
            return rows.Where(row => row.Detail is not null || classes is not null).ToDictionary(row => row.ItemId, row => DetailOf(row, classes));
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            return new Dictionary<string, LabelDetail>();
        }
    }

    private static async Task<ClassIndex?> ReadClassesAsync(Stream file, CancellationToken cancellationToken)
    {
        await using var reader = await ParquetReader.CreateAsync(file, leaveStreamOpen: true, cancellationToken: cancellationToken);
        return reader.CustomMetadata.TryGetValue(Classes, out var json) ? new(JsonSerializer.Deserialize<string[]>(json)!) : null;
    }

    private static LabelDetail DetailOf(PredictionRow row, ClassIndex? classes)
    {
        var detail = row.Detail is { } json ? LabelJson.Read(json) : new LabelDetail();
        return classes is not null && row.Scores.Count == classes.Names.Count
            ? detail with { Probabilities = new ProbabilityDictionary(classes, [.. row.Scores]) }
            : detail;
    }
}
