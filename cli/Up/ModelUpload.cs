using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Winnow.Cli.Up;

/// <summary>Makes the folder <c>{name}/{version}/</c> of the container <c>models</c> the same as one on the local disk.</summary>
public sealed class ModelUpload(BlobServiceClient blobs)
{
    private const string ModelFile = "model.onnx";

    private readonly BlobContainerClient _container = blobs.GetBlobContainerClient("models");

    /// <summary>Uploads a model's files, but for hidden ones and Python scripts; those that lie there already are not sent again, others that lie there are removed.</summary>
    /// <param name="model">The model.</param>
    /// <param name="onnxPath">The ONNX file when it lies elsewhere.</param>
    /// <param name="isRegistered">Whether the model is registered: then its files must be the ones that lie there.</param>
    /// <param name="cancellationToken">Stops the upload.</param>
    /// <exception cref="CliException">A file is missing, or differs from that of the registered model.</exception>
    public async Task UploadAsync(ModelFolder model, string? onnxPath, bool isRegistered, CancellationToken cancellationToken)
    {
        var files = FilesOf(model, onnxPath);
        await _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        var folder = $"{model.Name}/{model.Version}/";
        var there = await ListAsync(folder, cancellationToken);
        foreach (var (name, path) in files)
        {
            var hash = await HashAsync(path, cancellationToken);
            if (there.TryGetValue(name, out var blob) && IsSame(blob, path, hash)) continue;
            RequireNew(model, name, isRegistered);
            await UploadAsync(folder + name, path, hash, cancellationToken);
        }

        foreach (var name in there.Keys.Where(name => !files.ContainsKey(name)))
        {
            RequireNew(model, name, isRegistered);
            await _container.DeleteBlobIfExistsAsync(folder + name, cancellationToken: cancellationToken);
        }
    }

    private static SortedDictionary<string, string> FilesOf(ModelFolder model, string? onnxPath)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(model.Path).Where(path => Path.GetExtension(path) != ".py" && !Path.GetFileName(path).StartsWith('.')))
        {
            files[Path.GetFileName(path)] = path;
        }

        if (onnxPath is not null) files[ModelFile] = onnxPath;
        return files.Any(file => Path.GetExtension(file.Key) == ".onnx" && File.Exists(file.Value))
            ? files
            : throw new CliException("no-model-files", $"'{model.Path}' holds no {ModelFile}, nor another ONNX file. Put it beside {ModelFolder.Card}.");
    }

    /// <summary>To write over a registered model would break every run of it.</summary>
    private static void RequireNew(ModelFolder model, string file, bool isRegistered)
    {
        if (isRegistered)
        {
            throw new CliException("conflict",
                $"{model.Name}@{model.Version} is registered, and its {file} is not the one here. A version does not change: give card.yaml a new version, and add that.");
        }
    }

    /// <summary>Some uploaders leave no hash with a blob: then the length must do, and the app looks at the content when it registers.</summary>
    private static bool IsSame(BlobItemProperties blob, string path, byte[] hash) =>
        blob.ContentHash is { Length: > 0 } known ? known.AsSpan().SequenceEqual(hash) : blob.ContentLength == new FileInfo(path).Length;

    private static async Task<byte[]> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(path);
#pragma warning disable CA5351 // Not against forgery: it is the hash that storage keeps with a blob.
        return await MD5.HashDataAsync(content, cancellationToken);
#pragma warning restore CA5351
    }

    private async Task<Dictionary<string, BlobItemProperties>> ListAsync(string folder, CancellationToken cancellationToken)
    {
        var there = new Dictionary<string, BlobItemProperties>(StringComparer.Ordinal);
        await foreach (var blob in _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, folder, cancellationToken))
        {
            there[blob.Name[folder.Length..]] = blob.Properties;
        }

        return there;
    }

    private async Task UploadAsync(string name, string path, byte[] hash, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(path);
        await _container.GetBlobClient(name).UploadAsync(content, new BlobUploadOptions { HttpHeaders = new() { ContentHash = hash } }, cancellationToken);
    }
}
