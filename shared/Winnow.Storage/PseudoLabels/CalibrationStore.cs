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
/// <c>newest/{hash of the rule}.json</c> is the <see cref="NewestCalibration"/> for a rule. Every write replaces what an earlier try wrote.
/// </remarks>
public sealed class CalibrationStore(StorageClients clients)
{
    private const int IdLength = 32;

    /// <summary>Keeps the annotated items of one pack. Idempotent by run and pack.</summary>
    public Task WriteCasesAsync(string dataset, string run, string pack, CalibrationCases cases, CancellationToken cancellationToken) =>
        UploadAsync(clients.Work.GetBlobClient($"{CasesOf(dataset, run)}{pack}.json"), Json(cases), "application/json", cancellationToken);

    /// <summary>The annotated items of a run, pack by pack; what is forgotten meanwhile is left out.</summary>
    public async IAsyncEnumerable<CalibrationCases> ReadCasesAsync(string dataset, string run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var blob in clients.Work.GetBlobsAsync(BlobTraits.None, BlobStates.None, CasesOf(dataset, run), cancellationToken))
        {
            if (await ReadAsync<CalibrationCases>(clients.Work.GetBlobClient(blob.Name), cancellationToken) is { } cases)
            {
                yield return cases;
            }
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
    /// <param name="calibration">The calibration.</param>
    /// <param name="cases">The items that it was learnt from.</param>
    /// <param name="run">The run that learnt it.</param>
    /// <param name="before">The newest one that it comes after; null: it is the first.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="RequestFailedException">Another one became the newest meanwhile, so that this one would be a look too many: read again, and learn again.</exception>
    public async Task WriteAsync(
        Calibration calibration, IReadOnlyList<CalibrationCase> cases, string run, NewestCalibration? before, CancellationToken cancellationToken)
    {
        var isAlone = before is null ? new BlobRequestConditions { IfNoneMatch = ETag.All } : new() { IfMatch = before.ETag };
        var folder = FolderOf(calibration.Rule.Dataset);
        var lines = cases.Select(one => $"{one.ItemId},{(CalibrationSample.RoleOf(one.ItemId) == CalibrationRole.Plan ? "plan" : "test")}\n");
        await UploadAsync(Predictions($"{folder}{calibration.Id}.csv"), new(string.Concat(lines.Prepend("item_id,role\n"))), "text/csv", cancellationToken);
        await UploadAsync(Predictions($"{folder}{calibration.Id}.json"), Json(calibration), "application/json", cancellationToken);
        var newest = new NewestCalibration(calibration.Id, calibration.Look, run);
        await UploadAsync(Predictions(NewestOf(calibration.Rule)), Json(newest), "application/json", cancellationToken, isAlone);
    }

    /// <summary>A calibration of a dataset; null when there is none with that id.</summary>
    public async Task<Calibration?> FindAsync(string dataset, string id, CancellationToken cancellationToken) =>
        id.Length == IdLength && id.All(char.IsAsciiHexDigitLower)
            ? await ReadAsync<Calibration>(Predictions($"{FolderOf(dataset)}{id}.json"), cancellationToken)
            : null;

    /// <summary>The newest calibration for a rule; null when there is none.</summary>
    public async Task<NewestCalibration?> FindNewestAsync(CalibrationRule rule, CancellationToken cancellationToken) =>
        await DownloadAsync(Predictions(NewestOf(rule)), cancellationToken) is { } blob
            ? Read<NewestCalibration>(blob.Content) with { At = blob.Details.LastModified, ETag = blob.Details.ETag }
            : null;

    private BlobClient Predictions(string path) => clients.Predictions.GetBlobClient(path);

    private static string CasesOf(string dataset, string run) => $"{Names.RequireDataset(dataset)}/calibrations/{run}/";

    private static string FolderOf(string dataset) => $"{Names.RequireDataset(dataset)}/calibrations/";

    private static string NewestOf(CalibrationRule rule) =>
        $"{FolderOf(rule.Dataset)}newest/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(rule, EvaluationJson.Options))))}.json";

    private static BinaryData Json<T>(T value) => new(JsonSerializer.SerializeToUtf8Bytes(value, EvaluationJson.Options));

    private static T Read<T>(BinaryData content) => JsonSerializer.Deserialize<T>(content, EvaluationJson.Options)!;

    private static async Task UploadAsync(
        BlobClient blob, BinaryData content, string type, CancellationToken cancellationToken, BlobRequestConditions? conditions = null) =>
        await blob.UploadAsync(content, new BlobUploadOptions { HttpHeaders = new() { ContentType = type }, Conditions = conditions }, cancellationToken);

    private static async Task<T?> ReadAsync<T>(BlobClient blob, CancellationToken cancellationToken)
        where T : class => await DownloadAsync(blob, cancellationToken) is { } found ? Read<T>(found.Content) : null;

    private static async Task<BlobDownloadResult?> DownloadAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            return (await blob.DownloadContentAsync(cancellationToken)).Value;
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            return null;
        }
    }
}
