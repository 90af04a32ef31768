using System.Formats.Tar;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Winnow.Inference;

namespace Winnow.Bench;

/// <summary>A pack on the disk: a tar of contents, and where each of them is, as the catalogue would say it.</summary>
/// <param name="folder">Holds it.</param>
internal sealed class PackFile(string folder)
{
    private const int Header = 512;
    private List<Entry>? _entries;

    public string Folder => folder;

    private string TarPath => Path.Combine(folder, "pack.tar");

    private string IndexPath => Path.Combine(folder, "items.json");

    public static PackFile Write(string folder, IEnumerable<TaskItem> items)
    {
        Directory.CreateDirectory(folder);
        var pack = new PackFile(folder);
        var entries = new List<Entry>();
        using (var file = File.Create(pack.TarPath))
        using (var writer = new TarWriter(file, TarEntryFormat.Ustar))
        {
            foreach (var item in items)
            {
                entries.Add(new(item.Id, file.Position + Header, item.Content.Length));
                using var content = new MemoryStream(item.Content);
                writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, item.Id) { DataStream = content });
            }
        }

        File.WriteAllText(pack.IndexPath, JsonSerializer.Serialize(entries));
        return pack;
    }

    /// <summary>The items from one sequential read, as the label step reads a pack.</summary>
    public async IAsyncEnumerable<InferenceItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _entries ??= JsonSerializer.Deserialize<List<Entry>>(await File.ReadAllTextAsync(IndexPath, cancellationToken))!;
        await using var file = File.OpenRead(TarPath);
        foreach (var entry in _entries)
        {
            file.Position = entry.Offset;
            var content = new byte[entry.Length];
            await file.ReadExactlyAsync(content, cancellationToken);
            yield return new(entry.Id, content);
        }
    }

    private sealed record Entry(string Id, long Offset, int Length);
}
