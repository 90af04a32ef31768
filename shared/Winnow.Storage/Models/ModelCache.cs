using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs;
using Winnow.Core.Catalogue;
using Winnow.Core.Errors;
using Winnow.Core.Models;

namespace Winnow.Storage.Models;

/// <summary>Model files on the local disk, one folder per content: <c>{root}/{hash}/</c>.</summary>
/// <remarks>
/// A folder appears all at once by a rename, so that several processes can share the cache. What a process that died had not finished lies in a folder whose name begins
/// with a dot, and is thrown away by the next process that starts after a day.
/// </remarks>
public sealed class ModelCache
{
    private const int MaxFiles = 64;
    private const long MaxBytes = 16L << 30;
    private const int CopyBytes = 1 << 20;

    /// <summary>No download takes as long: a younger folder may be another process's.</summary>
    private static readonly TimeSpan s_abandoned = TimeSpan.FromDays(1);

    private readonly StorageClients _clients;
    private readonly string _root;

    /// <param name="clients">Where the models are.</param>
    /// <param name="root">The cache's folder.</param>
    /// <param name="time">The clock.</param>
    public ModelCache(StorageClients clients, string root, TimeProvider time)
    {
        (_clients, _root) = (clients, Path.GetFullPath(root));
        Directory.CreateDirectory(_root);
        foreach (var part in Directory.EnumerateDirectories(_root, ".*"))
        {
            if (time.GetUtcNow() - Directory.GetLastWriteTimeUtc(part) > s_abandoned) TryDelete(part);
        }
    }

    /// <summary>The files with this hash, when they are here.</summary>
    /// <remarks>They are read and hashed: a disk fails, and what cleans up temporary folders takes single files. A folder that is not what it was is thrown away.</remarks>
    public async Task<ModelFiles?> FindAsync(string hash, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(_root, hash);
        if (!Directory.Exists(folder)) return null;
        if (await HashAsync(folder, cancellationToken) == hash) return new(folder, hash);
        Discard(folder);
        return null;
    }

    /// <summary>Downloads the files of a model.</summary>
    /// <exception cref="WinnowException"><see cref="ErrorCodes.UnknownModel"/>: there are none. <see cref="ErrorCodes.InvalidModel"/>: too many, too large, or in folders.</exception>
    public async Task<ModelFiles> DownloadAsync(ModelId model, CancellationToken cancellationToken)
    {
        var blobs = await ListAsync(model, cancellationToken);
        var part = PartFolder();
        Directory.CreateDirectory(part);
        try
        {
            var hashes = new SortedList<string, string>(StringComparer.Ordinal);
            foreach (var (name, blob) in blobs) hashes.Add(name, await DownloadAsync(blob, Path.Combine(part, name), cancellationToken));
            return Publish(part, Join(hashes));
        }
        finally
        {
            if (Directory.Exists(part)) Directory.Delete(part, recursive: true);
        }
    }

    private async Task<SortedList<string, BlobClient>> ListAsync(ModelId model, CancellationToken cancellationToken)
    {
        var prefix = $"{Names.RequireModel(model.Name)}/{Names.RequireVersion(model.Version)}/";
        var blobs = new SortedList<string, BlobClient>(StringComparer.Ordinal);
        var bytes = 0L;
        await foreach (var blob in _clients.Models.GetBlobsAsync(Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, prefix, cancellationToken))
        {
            var name = blob.Name[prefix.Length..];
            if (name.Length == 0 || name.IndexOfAny(['/', '\\', '\0']) >= 0 || name[0] == '.')
                throw Invalid(model, $"'{name}' is not the name of a file beside the card");
            blobs.Add(name, _clients.Models.GetBlobClient(blob.Name));
            bytes += blob.Properties.ContentLength ?? 0;
            if (blobs.Count > MaxFiles || bytes > MaxBytes) throw Invalid(model, $"there are more than {MaxFiles} files or {MaxBytes >> 30} GiB");
        }

        return blobs.Count > 0 ? blobs : throw new WinnowException(ErrorCodes.UnknownModel,
            $"There are no files of model '{model}'. Upload model.onnx and card.yaml to the container models, folder {prefix}.");
    }

    private static async Task<string> DownloadAsync(BlobClient blob, string path, CancellationToken cancellationToken)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var source = await blob.OpenReadAsync(cancellationToken: cancellationToken);
        await using var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, useAsync: true);
        var buffer = ArrayPool<byte>.Shared.Rent(CopyBytes);
        try
        {
            for (int read; (read = await source.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                sha.AppendData(buffer, 0, read);
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    private static async Task<string> HashAsync(string folder, CancellationToken cancellationToken)
    {
        var hashes = new SortedList<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.GetFiles(folder))
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, CopyBytes, FileOptions.Asynchronous | FileOptions.SequentialScan);
            hashes.Add(Path.GetFileName(path), Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)));
        }

        return Join(hashes);
    }

    /// <summary>The hash of a model: over the names and hashes of its files.</summary>
    private static string Join(SortedList<string, string> hashes) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(hashes.Select(file => $"{file.Key}\n{file.Value}\n")))));

    private void Discard(string folder)
    {
        var aside = PartFolder();
        try
        {
            Directory.Move(folder, aside);
            Directory.Delete(aside, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Another process has done it.
        }
    }

    private static void TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another process is at it, or it is not ours: it only takes room.
        }
    }

    private string PartFolder() => Path.Combine(_root, $".{Guid.NewGuid():N}");

    private ModelFiles Publish(string part, string hash)
    {
        var folder = Path.Combine(_root, hash);
        try
        {
            Directory.Move(part, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Somebody else was faster with the same content.
        }

        return new(folder, hash);
    }

    private static WinnowException Invalid(ModelId model, string what) =>
        new(ErrorCodes.InvalidModel, $"The folder of model '{model}' cannot be used: {what}.");
}
