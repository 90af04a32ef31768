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
    /// <param name="folder">Holds <c>card.yaml</c>, and <c>model.onnx</c> unless <paramref name="onnxPath"/> is given.</param>
    /// <param name="onnxPath">The ONNX file when it lies elsewhere.</param>
    /// <param name="cancellationToken">Stops the upload.</param>
    /// <exception cref="CliException">Folder or model is missing.</exception>
    public async Task UploadAsync(string name, string version, string folder, string? onnxPath, CancellationToken cancellationToken)
    {
        onnxPath ??= Path.Combine(folder, ModelFile);
        if (!File.Exists(onnxPath) || !File.Exists(Path.Combine(folder, "card.yaml")))
        {
            throw new CliException("no-model-files", $"'{folder}' holds no card.yaml with a {ModelFile}. Pass the folder that has both.");
        }

        var container = blobs.GetBlobContainerClient(Container);
        await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        var files = Directory.EnumerateFiles(folder).Where(path => Path.GetFileName(path) != ModelFile && Path.GetExtension(path) != ".py");
        foreach (var path in files)
        {
            await UploadAsync(container, $"{name}/{version}/{Path.GetFileName(path)}", path, cancellationToken);
        }

        await UploadAsync(container, $"{name}/{version}/{ModelFile}", onnxPath, cancellationToken);
    }

    private static async Task UploadAsync(BlobContainerClient container, string blob, string path, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(path);
        await container.GetBlobClient(blob).UploadAsync(content, overwrite: true, cancellationToken);
    }
}
