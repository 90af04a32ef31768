using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Winnow.Core.Catalogue;
using Winnow.Core.Evaluations;
using Winnow.Core.PseudoLabels;

namespace Winnow.Storage.PseudoLabels;

/// <summary>Calibrations in container <see cref="Containers.Predictions"/>, and what they are learnt from in <see cref="Containers.Work"/> while that goes on.</summary>
/// <remarks>
/// <c>predictions/{dataset}/calibrations/{id}.json</c> is the calibration, <c>{id}.csv</c> beside it the items that it was learnt from and the role of each;
/// <c>newest/{hash of the rule}.txt</c> holds the id of the newest one for a rule. Every write replaces what an earlier try wrote.
/// </remarks>
public sealed class CalibrationStore(StorageClients clients)
{
    private const int IdLength = 32;

    /// <summary>Keeps the annotated items of one pack. Idempotent by run and pack.</summary>
    public Task WriteCasesAsync(string dataset, string run, string pack, CalibrationCases cases, CancellationToken cancellationToken) =>
        UploadAsync(clients.Work.GetBlobClient($"{CasesOf(dataset, run)}{pack}.json"), Json(cases), "application/json", cancellationToken);

    /// <summary>The annotated items of a run, pack by pack.</summary>
    public async IAsyncEnumerable<CalibrationCases> ReadCasesAsync(string dataset, string run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var blob in clients.Work.GetBlobsAsync(BlobTraits.None, BlobStates.None, CasesOf(dataset, run), cancellationToken))
        {
            yield return (await ReadAsync<CalibrationCases>(clients.Work.GetBlobClient(blob.Name), cancellationToken))!;
        }
    }

    /// <summary>Forgets the annotated items of a run.</summary>
    public async Task DeleteCasesAsync(string dataset, string run, CancellationToken cancellationToken)
    {
        await foreach (var blob in clients.Work.GetBlobsAsync(BlobTraits.None, BlobStates.None, CasesOf(dataset, run), cancellationToken))
        {
            await clients.Work.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
        }
    }

    /// <summary>Keeps a calibration and what it was learnt from, and makes it the newest for its rule.</summary>
    public async Task WriteAsync(Calibration calibration, IReadOnlyList<CalibrationCase> cases, CancellationToken cancellationToken)
    {
        var folder = FolderOf(calibration.Rule.Dataset);
        var lines = cases.Select(one => $"{one.ItemId},{(CalibrationSample.RoleOf(one.ItemId) == CalibrationRole.Plan ? "plan" : "test")}\n");
        await UploadAsync(Predictions($"{folder}{calibration.Id}.csv"), new(string.Concat(lines.Prepend("item_id,role\n"))), "text/csv", cancellationToken);
        await UploadAsync(Predictions($"{folder}{calibration.Id}.json"), Json(calibration), "application/json", cancellationToken);
        await UploadAsync(Predictions(NewestOf(calibration.Rule)), new(calibration.Id), "text/plain", cancellationToken);
    }

    /// <summary>A calibration of a dataset; null when there is none with that id.</summary>
    public async Task<Calibration?> FindAsync(string dataset, string id, CancellationToken cancellationToken) =>
        id.Length == IdLength && id.All(char.IsAsciiHexDigitLower)
            ? await ReadAsync<Calibration>(Predictions($"{FolderOf(dataset)}{id}.json"), cancellationToken)
            : null;

    /// <summary>The newest calibration for a rule; null when there is none.</summary>
    public async Task<Calibration?> FindNewestAsync(CalibrationRule rule, CancellationToken cancellationToken)
    {
        var newest = await DownloadAsync(Predictions(NewestOf(rule)), cancellationToken);
        return newest is null ? null : await FindAsync(rule.Dataset, newest.ToString(), cancellationToken);
    }

    private BlobClient Predictions(string path) => clients.Predictions.GetBlobClient(path);

    private static string CasesOf(string dataset, string run) => $"{Names.RequireDataset(dataset)}/calibrations/{run}/";

    private static string FolderOf(string dataset) => $"{Names.RequireDataset(dataset)}/calibrations/";

    private static string NewestOf(CalibrationRule rule) =>
        $"{FolderOf(rule.Dataset)}newest/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(rule, EvaluationJson.Options))))}.txt";

    private static BinaryData Json<T>(T value) => new(JsonSerializer.SerializeToUtf8Bytes(value, EvaluationJson.Options));

    private static async Task UploadAsync(BlobClient blob, BinaryData content, string type, CancellationToken cancellationToken) =>
        await blob.UploadAsync(content, new BlobUploadOptions { HttpHeaders = new() { ContentType = type } }, cancellationToken);

    private static async Task<T?> ReadAsync<T>(BlobClient blob, CancellationToken cancellationToken)
        where T : class
    {
        var content = await DownloadAsync(blob, cancellationToken);
        return content is null ? null : JsonSerializer.Deserialize<T>(content, EvaluationJson.Options);
    }

    private static async Task<BinaryData?> DownloadAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            return (await blob.DownloadContentAsync(cancellationToken)).Value.Content;
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            return null;
        }
    }
}
