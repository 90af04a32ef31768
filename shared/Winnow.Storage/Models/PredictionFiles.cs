using Azure.Storage.Blobs.Models;
using Parquet.Serialization;
using Winnow.Core.Catalogue;
using Winnow.Core.Models;

namespace Winnow.Storage.Models;

/// <summary>Predictions with full scores as Parquet blobs, one per pack and run.</summary>
public sealed class PredictionFiles(StorageClients clients)
{
    private static readonly BlobUploadOptions s_parquet = new() { HttpHeaders = new() { ContentType = "application/vnd.apache.parquet" } };

    /// <summary>Path of a file in the container <see cref="Containers.Predictions"/>.</summary>
    public static string PathOf(string dataset, ModelId model, string run, string pack) => $"{dataset}/{model}/{run}/{pack}.parquet";

    /// <summary>Writes the predictions of one pack. Idempotent by run and pack: a second writing replaces the first.</summary>
    public async Task WriteAsync(
        string dataset, ModelId model, string run, string pack, IReadOnlyList<PredictionRow> rows, CancellationToken cancellationToken)
    {
        using var file = new MemoryStream();
        await ParquetSerializer.SerializeAsync(rows, file, cancellationToken: cancellationToken);
        file.Position = 0;
        await clients.Predictions.GetBlobClient(PathOf(dataset, model, run, pack)).UploadAsync(file, s_parquet, cancellationToken);
    }
}
