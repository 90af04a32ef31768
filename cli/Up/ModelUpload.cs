using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Winnow.Cli.Up;

/// <summary>Copies the files of a model into the container <c>models</c>, as <c>{name}/{version}/{file}</c>.</summary>
public sealed class ModelUpload(BlobServiceClient blobs)
{
    private const string ModelFile = "model.onnx";

    private readonly BlobContainerClient _container = blobs.GetBlobContainerClient("models");

    /// <summary>Uploads a model's files; those that lie there already are not sent again.</summary>
    /// <param name="model">The model.</param>
    /// <param name="onnxPath">The ONNX file when it lies elsewhere.</param>
    /// <param name="isRegistered">Whether the model is registered: then its files must be the ones that lie there.</param>
    /// <param name="cancellationToken">Stops the upload.</param>
    /// <exception cref="CliException">A file is missing, or differs from that of the registered model.</exception>
    public async Task UploadAsync(ModelFolder model, string? onnxPath, bool isRegistered, CancellationToken cancellationToken)
    {
        var files = FilesOf(model, onnxPath);
        await _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        foreach (var (name, path) in files)
        {
            var blob = _container.GetBlobClient($"{model.Name}/{model.Version}/{name}");
            var hash = await HashAsync(path, cancellationToken);
            if (await HasAsync(blob, hash, cancellationToken)) continue;
            if (isRegistered)
            {
                // To write over them would break every run of the registered model.
                throw new CliException("conflict",
                    $"{model.Name}@{model.Version} is registered, and its {name} is another one. A version does not change: give card.yaml a new version, and add that.");
            }

            await UploadAsync(blob, path, hash, cancellationToken);
        }
    }

    private static SortedDictionary<string, string> FilesOf(ModelFolder model, string? onnxPath)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(model.Path).Where(path => Path.GetExtension(path) != ".py")) files[Path.GetFileName(path)] = path;
        if (onnxPath is not null) files[ModelFile] = onnxPath;
        return files.Any(file => Path.GetExtension(file.Key) == ".onnx" && File.Exists(file.Value))
            ? files
            : throw new CliException("no-model-files", $"'{model.Path}' holds no {ModelFile}, nor another ONNX file. Put it beside {ModelFolder.Card}.");
    }

    private static async Task<byte[]> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(path);
#pragma warning disable CA5351 // Not against forgery: it is the hash that storage keeps with a blob.
        return await MD5.HashDataAsync(content, cancellationToken);
#pragma warning restore CA5351
    }

    private static async Task<bool> HasAsync(BlobClient blob, byte[] hash, CancellationToken cancellationToken)
    {
        try
        {
            var properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            return properties.Value.ContentHash is { } known && known.AsSpan().SequenceEqual(hash);
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            return false;
        }
    }

    private static async Task UploadAsync(BlobClient blob, string path, byte[] hash, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(path);
        await blob.UploadAsync(content, new BlobUploadOptions { HttpHeaders = new() { ContentHash = hash } }, cancellationToken);
    }
}
