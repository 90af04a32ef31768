using Azure.Storage.Blobs;

namespace Winnow.Cli.Up;

/// <summary>Copies the files of a model into the container <c>models</c>.</summary>
public sealed class ModelUpload(BlobServiceClient blobs)
{
    private const string Container = "models";
    private const string ModelFile = "model.onnx";

    /// <summary>Uploads the folder's files to <c>{name}/{version}/</c>.</summary>
    /// <param name="name">The model.</param>
    /// <param name="version">Its version.</param>
    /// <param name="folder">Holds <c>card.yaml</c>, and the ONNX files unless <paramref name="onnxPath"/> is given.</param>
    /// <param name="onnxPath">The ONNX file when it lies elsewhere.</param>
    /// <param name="cancellationToken">Stops the upload.</param>
    /// <exception cref="CliException">Folder or model is missing.</exception>
    public async Task UploadAsync(string name, string version, string folder, string? onnxPath, CancellationToken cancellationToken)
    {
        var isComplete = onnxPath is null ? Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.onnx").Any() : File.Exists(onnxPath);
        if (!isComplete || !File.Exists(Path.Combine(folder, "card.yaml")))
        {
            throw new CliException("no-model-files", $"'{folder}' holds no card.yaml with a {ModelFile}, or the files that the card names. Pass the folder that has them.");
        }

        var container = blobs.GetBlobContainerClient(Container);
        await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        var files = Directory.EnumerateFiles(folder).Where(path => Path.GetExtension(path) != ".py" && (onnxPath is null || Path.GetFileName(path) != ModelFile));
        foreach (var path in files)
        {
            await UploadAsync(container, $"{name}/{version}/{Path.GetFileName(path)}", path, cancellationToken);
        }

        if (onnxPath is not null)
        {
            await UploadAsync(container, $"{name}/{version}/{ModelFile}", onnxPath, cancellationToken);
        }
    }

    private static async Task UploadAsync(BlobContainerClient container, string blob, string path, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(path);
        await container.GetBlobClient(blob).UploadAsync(content, overwrite: true, cancellationToken);
    }
}
