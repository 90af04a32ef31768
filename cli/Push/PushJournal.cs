using System.Text.Json;
using Winnow.Cli.Output;

namespace Winnow.Cli.Push;

/// <summary>Remembers which version of which file was pushed: one JSON line per file, appended as soon as it lies in the drop zone.</summary>
/// <remarks>
/// Its first line names the drop zone. A journal of another drop zone, as when storage was wiped and made anew, is forgotten:
/// a file pushed once too often changes nothing, a file left out is missing.
/// </remarks>
public sealed class PushJournal : IDisposable
{
    private readonly Dictionary<string, PushedFile> _files = new(StringComparer.Ordinal);
    private readonly StreamWriter? _writer;
    private readonly Lock _lock = new();

    private PushJournal(string? path, string dropZone)
    {
        if (path is null)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var known = Load(path, dropZone);
        var isCut = known && EndsWithinALine(path);
        _writer = new(path, append: known) { AutoFlush = true };
        if (isCut)
        {
            // What a kill cut short stays a line of its own.
            _writer.WriteLine();
        }

        if (!known)
        {
            _writer.WriteLine(JsonSerializer.Serialize(new Header(dropZone), Json.Compact));
        }
    }

    /// <param name="path">The journal; null remembers nothing.</param>
    /// <param name="dropZone">What tells this drop zone from every other one.</param>
    public static PushJournal Open(string? path, string dropZone) => new(path, dropZone);

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

    /// <summary>Reads the journal; false when there is none for this drop zone.</summary>
    private bool Load(string path, string dropZone)
    {
        using var lines = (File.Exists(path) ? File.ReadLines(path) : []).GetEnumerator();
        if (!lines.MoveNext() || TryRead<Header>(lines.Current)?.DropZone != dropZone)
        {
            return false;
        }

        while (lines.MoveNext())
        {
            if (TryRead<PushedFile>(lines.Current) is { Path: not null } file)
            {
                _files[file.Path] = file;
            }
        }

        return true;
    }

    private static bool EndsWithinALine(string path)
    {
        using var stream = File.OpenRead(path);
        return stream.Length > 0 && stream.Seek(-1, SeekOrigin.End) >= 0 && stream.ReadByte() != '\n';
    }

    private static T? TryRead<T>(string line)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, Json.Compact);
        }
        catch (JsonException)
        {
            // The line that a kill cut short: its file is pushed again, which changes nothing.
            return null;
        }
    }

    private sealed record Header(string? DropZone);
}
