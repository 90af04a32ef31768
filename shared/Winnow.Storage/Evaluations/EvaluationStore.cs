using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Winnow.Core.Evaluations;
using Winnow.Core.Metrics;
using Winnow.Core.Statistics;
using Winnow.Storage.Tables;

namespace Winnow.Storage.Evaluations;

/// <summary>Evaluations in container <see cref="Containers.Evaluations"/> and table <see cref="TableNames.Evaluations"/>.</summary>
public sealed class EvaluationStore(StorageClients clients) : IEvaluationStore
{
    private const string Extension = ".json";
    private const string Items = "items/";
    private const string Fingerprints = "fingerprints/";
    private const string Parquet = ".parquet";

    /// <inheritdoc/>
    public async Task WriteItemsAsync(string id, string pack, IReadOnlyList<ItemOutcome> outcomes, TaskEvaluation task, CancellationToken cancellationToken)
    {
        using var file = new MemoryStream();
        await OutcomesFile.WriteAsync(outcomes, task.PartNames, task.KeptClasses, file, cancellationToken);
        await UploadAsync($"{id}/{Items}{pack}{Parquet}", new BinaryData(file.GetBuffer().AsMemory(0, (int)file.Length)), "application/vnd.apache.parquet", cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListItemsAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var name in ListAsync($"{id}/{Items}", cancellationToken))
        {
            yield return name[(id.Length + 1 + Items.Length)..^Parquet.Length];
        }
    }

    /// <inheritdoc/>
    public async Task<OutcomeColumns> ReadItemsAsync(string id, string pack, CancellationToken cancellationToken)
    {
        var blob = await Blob($"{id}/{Items}{pack}{Parquet}").DownloadContentAsync(cancellationToken);
        using var file = blob.Value.Content.ToStream();
        return await OutcomesFile.ReadAsync(pack, file, cancellationToken);
    }

    /// <inheritdoc/>
    public Task WriteFingerprintsAsync(string id, string pack, IReadOnlyList<ItemFingerprint> fingerprints, CancellationToken cancellationToken) =>
        UploadAsync($"{id}/{Fingerprints}{pack}{Extension}", Json(fingerprints, EvaluationJson.Options), "application/json", cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ItemFingerprint> ReadFingerprintsAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var name in ListAsync($"{id}/{Fingerprints}", cancellationToken))
        {
            var blob = await Blob(name).DownloadContentAsync(cancellationToken);
            foreach (var fingerprint in blob.Value.Content.ToObjectFromJson<ItemFingerprint[]>(EvaluationJson.Options)!)
            {
                yield return fingerprint;
            }
        }
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
        await foreach (var name in ListAsync($"{id}/{prefix}", cancellationToken))
        {
            yield return name[(id.Length + 1)..^Extension.Length];
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
        await TableBatch.UpsertAsync(clients.Table(TableNames.Metrics), MetricRows(report), TableTransactionActionType.UpsertReplace, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<EvaluationReport?> ReadReportAsync(string id, CancellationToken cancellationToken)
    {
        await using var stream = await FindReportAsync(id, "report.json", cancellationToken);
        return stream is null ? null : await JsonSerializer.DeserializeAsync<EvaluationReport>(stream, EvaluationJson.Options, cancellationToken);
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

    // The history of a metric is one range of rows, the newest first.
    private static IEnumerable<TableEntity> MetricRows(EvaluationReport report) => report.Metrics
        .Where(metric => metric.Value.Value is not null)
        .Select(metric => new TableEntity($"{report.Dataset}|{metric.Key}", $"{TableKey.NewestFirst(report.CreatedAt)}|{report.Id}")
        {
            [nameof(report.Model)] = report.Model,
            [nameof(report.Version)] = report.Version,
            [nameof(report.Split)] = report.Split,
            [nameof(report.Items)] = report.Items,
            [nameof(Score.Value)] = metric.Value.Value,
            [nameof(Interval.Low)] = metric.Value.Interval?.Low,
            [nameof(Interval.High)] = metric.Value.Interval?.High,
            [nameof(Score.Signature)] = metric.Value.Signature,
        });

    private async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var blob in clients.Evaluations.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix: prefix, cancellationToken: cancellationToken))
        {
            yield return blob.Name;
        }
    }

    private static BinaryData Json<T>(T value, JsonSerializerOptions options) => new(JsonSerializer.SerializeToUtf8Bytes(value, options));

    private BlobClient Blob(string path) => clients.Evaluations.GetBlobClient(path);

    private async Task UploadAsync(string path, BinaryData content, string type, CancellationToken cancellationToken) => await Blob(path).UploadAsync(
        content, new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = type } }, cancellationToken);
}
