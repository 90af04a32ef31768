using System.Text.Json;
using Azure.Storage.Blobs.Models;
using Winnow.Core.Models;

namespace Winnow.Storage.Models;

/// <summary>Measurements of models as blobs <c>.tuning/{hash}/{machine}/{provider}.json</c> in the container of the models.</summary>
/// <remarks>Beside the models' folders, not in them: what is in a model's folder makes its hash. No model's name begins with a dot.</remarks>
public sealed class TuningStore(StorageClients clients) : ITuningStore
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<ModelTuning>> FindAsync(string hash, string machine, CancellationToken cancellationToken)
    {
        var found = new List<ModelTuning>();
        await foreach (var blob in clients.Models.GetBlobsAsync(BlobTraits.None, BlobStates.None, $".tuning/{hash}/{machine}/", cancellationToken))
        {
            var content = await clients.Models.GetBlobClient(blob.Name).DownloadContentAsync(cancellationToken);
            found.Add(content.Value.Content.ToObjectFromJson<ModelTuning>(JsonSerializerOptions.Web)!);
        }

        return found;
    }

    /// <inheritdoc/>
    public Task SaveAsync(string hash, ModelTuning tuning, CancellationToken cancellationToken) =>
        clients.Models.GetBlobClient($".tuning/{hash}/{tuning.Machine}/{tuning.Provider}.json")
            .UploadAsync(BinaryData.FromObjectAsJson(tuning, JsonSerializerOptions.Web), overwrite: true, cancellationToken);
}
