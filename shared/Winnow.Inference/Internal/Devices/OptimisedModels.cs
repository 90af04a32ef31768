using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;
using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Internal.Devices;

/// <summary>Models as ONNX Runtime has optimised them, kept on the local disk: the next process loads them without doing that again.</summary>
/// <remarks>
/// An optimised model is made for a processor and a version of ONNX Runtime, so both are in its name, with the hash of the file that it was made of, and its own:
/// what does not match its name is damaged. Files appear whole, under another name first, and processes may make the same one at the same time.
/// </remarks>
/// <param name="folder">Where they are.</param>
/// <param name="version">Of ONNX Runtime.</param>
/// <param name="machine">The kind of machine.</param>
internal sealed class OptimisedModels(string folder, string version, string machine)
{
    private const string Extension = ".onnx";

    /// <summary>Opens the optimised model when it is there; else the model itself, and keeps what ONNX Runtime makes of it.</summary>
    /// <param name="path">The model.</param>
    /// <param name="hash">Stands for the content of the model's file, and of those that it names.</param>
    /// <param name="provider">What runs it.</param>
    /// <param name="options">How; what concerns optimisation is set here.</param>
    /// <returns>The session, and what was wrong with the optimised model; null when nothing was.</returns>
    /// <exception cref="OnnxRuntimeException">The model itself cannot be opened.</exception>
    public (InferenceSession Session, string? Warning) Open(string path, string hash, string provider, SessionOptions options)
    {
        var key = $"{hash}-{version}-{provider}-";
        var home = Path.Combine(folder, machine);
        if (Find(home, key) is not { } kept) return (Make(path, home, key, options), null);
        if (TryOpen(kept, options) is { } session) return (session, null);
        Delete(kept);
        return (Make(path, home, key, options), $"The optimised model {Reason.Cut(kept)} was damaged; the model was optimised again.");
    }

    private static string? Find(string home, string key) =>
        Directory.Exists(home) ? Directory.EnumerateFiles(home, $"{key}*{Extension}").FirstOrDefault() : null;

    private static InferenceSession? TryOpen(string kept, SessionOptions options)
    {
        try
        {
            if (!Path.GetFileNameWithoutExtension(kept).EndsWith(HashOf(kept), StringComparison.Ordinal)) return null;
            // It was optimised when it was made.
            options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL;
            return new(kept, options);
        }
        catch (Exception exception) when (exception is OnnxRuntimeException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static InferenceSession Make(string path, string home, string key, SessionOptions options)
    {
        options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL;
        var draft = Path.Combine(home, $"{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(home);
            options.OptimizedModelFilePath = draft;
            var session = new InferenceSession(path, options);
            Keep(draft, home, key);
            return session;
        }
        catch (Exception exception) when (exception is OnnxRuntimeException or IOException or UnauthorizedAccessException)
        {
            // A disk that is full or read-only, or a model that cannot be opened: without the disk it is seen which of them.
            Delete(draft);
            options.OptimizedModelFilePath = "";
            return new(path, options);
        }
    }

    private static void Keep(string draft, string home, string key)
    {
        try
        {
            File.Move(draft, Path.Combine(home, $"{key}{HashOf(draft)}{Extension}"), overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The session is open and needs no file: the next process tries again.
            Delete(draft);
        }
    }

    private static string HashOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Whoever owns it may do it; it is not used.
        }
    }
}
