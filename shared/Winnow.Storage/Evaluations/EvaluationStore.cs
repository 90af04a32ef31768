using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Winnow.Core.Evaluations;

namespace Winnow.Storage.Evaluations;

/// <summary>Evaluations in container <see cref="Containers.Evaluations"/> and table <see cref="TableNames.Evaluations"/>.</summary>
public sealed class EvaluationStore(StorageClients clients) : IEvaluationStore
{
    private const string Extension = ".json";

    /// <inheritdoc/>
    public async Task WriteItemsAsync(string id, string pack, IReadOnlyList<ItemOutcome> outcomes, CancellationToken cancellationToken)
    {
        using var file = new MemoryStream();
        await OutcomesFile.WriteAsync(outcomes, file, cancellationToken);
        await UploadAsync($"{id}/items/{pack}.parquet", new BinaryData(file.ToArray()), "application/vnd.apache.parquet", cancellationToken);
    }

    /// <inheritdoc/>
    public Task WriteNumbersAsync(string id, string name, EvaluationAccumulator numbers, CancellationToken cancellationToken) =>
        UploadAsync($"{id}/{name}{Extension}", Json(numbers, EvaluationJson.Options), "application/json", cancellationToken);

    /// <inheritdoc/>
    public async Task<EvaluationAccumulator?> FindNumbersAsync(string id, string name, CancellationToken cancellationToken)
    {
        try
        {
            var blob = await Blob($"{id}/{name}{Extension}").DownloadContentAsync(cancellationToken);
            return blob.Value.Content.ToObjectFromJson<EvaluationAccumulator>(EvaluationJson.Options);
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListNumbersAsync(string id, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var blob in clients.Evaluations.GetBlobsAsync(
            BlobTraits.None, BlobStates.None, prefix: $"{id}/{prefix}", cancellationToken: cancellationToken))
        {
            yield return blob.Name[(id.Length + 1)..^Extension.Length];
        }
    }

    /// <inheritdoc/>
    public async Task WriteReportAsync(EvaluationReport report, string html, CancellationToken cancellationToken)
    {
        await UploadAsync($"{report.Id}/report.html", BinaryData.FromString(html), "text/html; charset=utf-8", cancellationToken);
        await UploadAsync($"{report.Id}/report.json", Json(report, EvaluationJson.Indented), "application/json", cancellationToken);
        var row = new TableEntity(report.Dataset, report.Id)
        {
            [nameof(report.Model)] = report.Model,
            [nameof(report.Task)] = report.Task.ToString(),
            [nameof(report.Split)] = report.Split,
            [nameof(report.Items)] = report.Items,
            [nameof(report.Wrong)] = report.Wrong,
            [nameof(report.Metrics)] = JsonSerializer.Serialize(report.Metrics.ToDictionary(score => score.Key, score => score.Value.Value), EvaluationJson.Options),
            [nameof(report.CreatedAt)] = report.CreatedAt,
        };
        await clients.Table(TableNames.Evaluations).UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<Stream?> FindReportAsync(string id, string file, CancellationToken cancellationToken)
    {
        try
        {
            return await Blob($"{id}/{file}").OpenReadAsync(cancellationToken: cancellationToken);
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            return null;
        }
    }

    private static BinaryData Json<T>(T value, JsonSerializerOptions options) => new(JsonSerializer.SerializeToUtf8Bytes(value, options));

    private BlobClient Blob(string path) => clients.Evaluations.GetBlobClient(path);

    private async Task UploadAsync(string path, BinaryData content, string type, CancellationToken cancellationToken) => await Blob(path).UploadAsync(
        content, new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = type } }, cancellationToken);
}
