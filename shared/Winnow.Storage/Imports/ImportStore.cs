using System.Globalization;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Winnow.Core.Ingestion;
using Winnow.Core.Labels;
using Winnow.Core.Predictions;

namespace Winnow.Storage.Imports;

/// <summary>What an import of predictions keeps while it is under way, in container <c>work</c> under <c>-imports/{run}/</c>.</summary>
public sealed class ImportStore(StorageClients clients)
{
    /// <summary>The file of predictions, as it was uploaded.</summary>
    public const string Content = "content";

    /// <summary>The COCO annotation file that says what the ids of COCO results stand for.</summary>
    public const string Vocabulary = "vocabulary";

    private const string Parts = "parts/";

    /// <summary>Keeps an uploaded file, as a stream.</summary>
    /// <returns>Its address.</returns>
    public async Task<Uri> UploadAsync(string run, string name, Stream content, CancellationToken cancellationToken)
    {
        var blob = Blob(run, name);
        await blob.UploadAsync(content, overwrite: true, cancellationToken);
        return blob.Uri;
    }

    /// <summary>Opens an uploaded file; null when there is none of that name.</summary>
    public async Task<Stream?> OpenAsync(string run, string name, CancellationToken cancellationToken) =>
        await Blob(run, name).ExistsAsync(cancellationToken) ? await Blob(run, name).OpenReadAsync(cancellationToken: cancellationToken) : null;

    /// <summary>Writes one part: a file of lines as <see cref="Line(PlacedPrediction)"/> writes them.</summary>
    public Task WritePartAsync(string run, int part, Stream lines, CancellationToken cancellationToken) => Part(run, part).UploadAsync(lines, overwrite: true, cancellationToken);

    /// <summary>Reads the rows of one part, in the order in which they were written.</summary>
    public async Task<IReadOnlyList<PlacedPrediction>> ReadPartAsync(string run, int part, CancellationToken cancellationToken)
    {
        var rows = new List<PlacedPrediction>();
        using var reader = new StreamReader(await Part(run, part).OpenReadAsync(cancellationToken: cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            rows.Add(JsonSerializer.Deserialize<PlacedPrediction>(line, LabelJson.Options)!);
        }

        return rows;
    }

    /// <summary>A row of a part, with its line break.</summary>
    public static byte[] Line(PlacedPrediction row) => [.. JsonSerializer.SerializeToUtf8Bytes(row, LabelJson.Options), (byte)'\n'];

    /// <summary>Keeps what was refused, in full: <c>predictions/{dataset}/-refused/{run}.jsonl</c>.</summary>
    public Task WriteRefusedAsync(string dataset, string run, Stream lines, CancellationToken cancellationToken) =>
        clients.Predictions.GetBlobClient($"{dataset}/-refused/{run}.jsonl").UploadAsync(lines, overwrite: true, cancellationToken);

    /// <summary>A refusal as a line.</summary>
    public static byte[] Line(Refusal refusal) => [.. JsonSerializer.SerializeToUtf8Bytes(refusal, JsonSerializerOptions.Web), (byte)'\n'];

    /// <summary>Deletes all of it.</summary>
    public async Task CleanUpAsync(string run, CancellationToken cancellationToken)
    {
        await foreach (var blob in clients.Work.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix: $"-imports/{run}/", cancellationToken: cancellationToken))
        {
            await clients.Work.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
        }
    }

    private BlobClient Part(string run, int part) => Blob(run, string.Create(CultureInfo.InvariantCulture, $"{Parts}{part:D4}.jsonl"));

    private BlobClient Blob(string run, string name) => clients.Work.GetBlobClient($"-imports/{run}/{name}");
}
