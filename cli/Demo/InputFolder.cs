using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Winnow.Cli.Demo;

/// <summary>Writes the files of a demo dataset, and counts what was written.</summary>
public sealed class InputFolder
{
    private static readonly JsonSerializerOptions JsonLines = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly DateTimeOffset FixedTime = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly HashSet<string> _contents = [];
    private readonly List<string> _bad = [];
    private readonly string _first;
    private readonly string _then;

    public InputFolder(string folder)
    {
        Folder = folder;
        _first = Path.Combine(folder, "first");
        _then = Path.Combine(folder, "then");
    }

    public string Folder { get; }

    public long Dropped { get; private set; }

    public long AnnotationFiles { get; private set; }

    /// <summary>Different good contents so far.</summary>
    public long Contents => _contents.Count;

    public IReadOnlyList<string> Bad => _bad;

    public void AddFile(string path, byte[] content)
    {
        Write(_then, path, content);
        Count(content);
    }

    /// <summary>Adds a file, or an archive as a whole, that ingestion must refuse.</summary>
    public void AddBad(string path, byte[] content)
    {
        Write(_then, path, content);
        Dropped++;
        _bad.Add(path);
    }

    public void AddZip(string path, IEnumerable<InputImage> images)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var image in images)
            {
                var entry = zip.CreateEntry(image.Name, CompressionLevel.Fastest);
                entry.LastWriteTime = FixedTime;
                using var target = entry.Open();
                target.Write(image.Content);
                Count(image.Content);
            }
        }

        Write(_then, path, buffer.ToArray());
    }

    /// <summary>Adds a tar, or a tar.gz when the path says so.</summary>
    public void AddTar(string path, IEnumerable<InputImage> images)
    {
        using var buffer = new MemoryStream();
        using (var outer = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true) : null)
        using (var tar = new TarWriter(outer ?? (Stream)buffer, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var image in images)
            {
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, image.Name)
                {
                    DataStream = new MemoryStream(image.Content, writable: false),
                    ModificationTime = FixedTime,
                });
                Count(image.Content);
            }
        }

        Write(_then, path, buffer.ToArray());
    }

    /// <summary>Ground truth as CSV with the columns file_name, label, split, and one column <c>metadata.{name}</c> for each fact.</summary>
    public void AddCsv(string path, bool before, IReadOnlyList<InputImage> images)
    {
        var facts = images[0].Metadata.Keys.ToList();
        var text = new StringBuilder().AppendJoin(',', ["file_name", "label", "split", .. facts.Select(fact => $"metadata.{fact}")]).Append('\n');
        foreach (var image in images)
        {
            text.AppendJoin(',', [image.Name, image.Label, image.Split, .. facts.Select(fact => image.Metadata[fact])]).Append('\n');
        }

        AddAnnotations(path, before, text.ToString());
    }

    /// <summary>Ground truth as one JSON object per line.</summary>
    public void AddJsonLines(string path, bool before, IEnumerable<InputImage> images)
    {
        var lines = images.Select(image => JsonSerializer.Serialize(
            image.Text is null ? (object)new { file_name = image.Name, label = image.Label, split = image.Split } : new { file_name = image.Name, text = image.Text, split = image.Split },
            JsonLines));
        AddAnnotations(path, before, string.Join('\n', lines) + "\n");
    }

    private void AddAnnotations(string path, bool before, string text)
    {
        Write(before ? _first : _then, path, Encoding.UTF8.GetBytes(text));
        Dropped++;
        AnnotationFiles++;
    }

    private void Count(byte[] content)
    {
        Dropped++;
        _contents.Add(Convert.ToHexString(SHA256.HashData(content)));
    }

    private static void Write(string root, string path, byte[] content)
    {
        var target = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllBytes(target, content);
    }
}
