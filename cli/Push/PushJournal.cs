using System.Text.Json;
using Winnow.Cli.Output;

namespace Winnow.Cli.Push;

/// <summary>Remembers which version of which file was pushed: one JSON line per file, appended as soon as it lies in the drop zone.</summary>
public sealed class PushJournal : IDisposable
{
    private readonly Dictionary<string, PushedFile> _files = new(StringComparer.Ordinal);
    private readonly StreamWriter? _writer;
    private readonly Lock _lock = new();

    private PushJournal(string? path)
    {
        if (path is null)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        Load(path);
        _writer = new(path, append: true) { AutoFlush = true };
    }

    /// <param name="path">The journal; null remembers nothing.</param>
    public static PushJournal Open(string? path) => new(path);

    public bool Knows(string path, FileInfo file) =>
        _files.TryGetValue(path, out var known) && known.Size == file.Length && known.ModifiedTicks == file.LastWriteTimeUtc.Ticks;

    public void Add(PushedFile file)
    {
        lock (_lock)
        {
            _writer?.WriteLine(JsonSerializer.Serialize(file, Json.Compact));
        }
    }

    public void Dispose() => _writer?.Dispose();

    private void Load(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        foreach (var line in File.ReadLines(path))
        {
            try
            {
                if (JsonSerializer.Deserialize<PushedFile>(line, Json.Compact) is { } file)
                {
                    _files[file.Path] = file;
                }
            }
            catch (JsonException)
            {
                // The line that a kill cut short: its file is pushed again, which changes nothing.
            }
        }
    }
}
