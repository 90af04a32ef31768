using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using SkiaSharp;
using Winnow.Cli.Demo;

namespace Winnow.Cli.Tests.Demo;

/// <summary>What the demo drops as <c>cifar10</c>, from the files that it writes.</summary>
public sealed class CifarInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DemoDataset _dataset;

    public CifarInputTests() => _dataset = CifarInput.Write(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Write_Twice_WritesTheSameBytes()
    {
        using var other = new TemporaryFolder();
        CifarInput.Write(other.Path);

        var files = HashesOf(_folder.Path);

        Assert.Equal(
            ["first/test/annotations.csv", "first/train/annotations.csv", "planted.json", "then/test/images-000000.tar", "then/test/images-000001.tar", "then/train/images.zip"],
            files.Select(file => file.Path));
        Assert.Equal(files, HashesOf(other.Path));
    }

    [Fact]
    public void Write_Images_AreThoseOfTheDataset()
    {
        var images = ReadImages();

        Assert.Equal(_dataset.Items, images.Count);
        Assert.Equal(2_000, images.Keys.Count(name => name.StartsWith("test/", StringComparison.Ordinal)));
        Assert.Equal(100, images.Keys.Count(name => name.StartsWith("train/", StringComparison.Ordinal)));
        Assert.Equal(_dataset.Dropped, images.Count + _dataset.AnnotationFiles);
    }

    [Fact]
    public void Write_TestImages_AreTheOriginalsUnlessUnderexposed()
    {
        var images = ReadImages();
        var originals = CifarFiles.ReadTest(2_000);

        var changed = originals.Index()
            .Where(image => !image.Item.Pixels.AsSpan().SequenceEqual(PixelsOf(images[$"test/{image.Index:D5}.png"]))).ToList();

        Assert.Equal(100, changed.Count);
        Assert.Equal(changed.Select(image => $"test/{image.Index:D5}.png"), _dataset.Planted!.Underexposed);
        Assert.All(changed, image => Assert.Equal(image.Item.Expose(0.3).Pixels, PixelsOf(images[$"test/{image.Index:D5}.png"])));
    }

    [Fact]
    public void Write_Faults_AreOneAnImage()
    {
        var planted = _dataset.Planted!;
        string[] faulty = [.. planted.WrongAnnotations.Select(wrong => wrong.Name), .. planted.Underexposed, .. planted.Leaks.Select(leak => leak.Original)];
        Assert.Equal(128, faulty.Distinct().Count());
    }

    [Fact]
    public void Write_Annotations_AreWrongWherePlantedAndNowhereElse()
    {
        var rows = ReadRows("test");
        var originals = CifarFiles.ReadTest(2_000);

        var wrong = rows.Where((row, index) => row["label"] != originals[index].Label)
            .Select(row => (Name: $"test/{row["file_name"]}", Label: row["label"])).ToList();

        Assert.Equal(20, wrong.Count);
        Assert.Equal(wrong, _dataset.Planted!.WrongAnnotations.Select(planted => (planted.Name, planted.Annotated)));
        Assert.All(_dataset.Planted.WrongAnnotations, planted => Assert.Equal(originals[int.Parse(planted.Name.AsSpan(5, 5))].Label, planted.Right));
        Assert.All(ReadRows("train").Take(92).Zip(CifarFiles.ReadTrain(92)), pair => Assert.Equal(pair.Second.Label, pair.First["label"]));
    }

    [Fact]
    public void Write_Leaks_AreNearCopiesOfTestImages()
    {
        var images = ReadImages();
        var planted = _dataset.Planted!;

        Assert.Equal(["brightened", "re-encoded"], planted.Leaks.Select(leak => leak.Change).Distinct());
        Assert.Equal(8, planted.Leaks.Count);
        Assert.All(planted.Leaks, leak =>
        {
            Assert.NotEqual(images[leak.Original], images[leak.Name]);
            Assert.InRange(Correlation(PixelsOf(images[leak.Original]), PixelsOf(images[leak.Name])), 0.9, 1);
        });
    }

    [Fact]
    public void Write_Metadata_CutsTheTestImagesIntoThirds()
    {
        var rows = ReadRows("test");

        Assert.All(rows, row => Assert.Equal("test", row["split"]));
        Assert.All(ReadRows("train"), row => Assert.Equal("train", row["split"]));
        Assert.Equal([("bright", 667), ("dark", 666), ("normal", 667)], CountsOf(rows, "metadata.brightness"));
        Assert.Equal([("high", 667), ("low", 666), ("normal", 667)], CountsOf(rows, "metadata.contrast"));
        Assert.Equal(["blue", "green", "grey", "orange", "purple", "red", "yellow"], CountsOf(rows, "metadata.colour").Select(count => count.Value));
    }

    [Fact]
    public void Write_PlantedFile_SaysWhatTheDatasetSays()
    {
        using var file = File.OpenRead(Path.Combine(_folder.Path, CifarInput.PlantedFile));
        var planted = JsonSerializer.Deserialize<PlantedFaults>(file, JsonSerializerOptions.Web)!;

        Assert.Equal(_dataset.Planted!.WrongAnnotations, planted.WrongAnnotations);
        Assert.Equal(_dataset.Planted.Underexposed, planted.Underexposed);
        Assert.Equal(_dataset.Planted.Leaks, planted.Leaks);
    }

    private static List<(string Path, string Hash)> HashesOf(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => (Path.GetRelativePath(folder, path), Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))))
            .OrderBy(file => file.Item1, StringComparer.Ordinal),
    ];

    private static List<(string Value, int Count)> CountsOf(IEnumerable<Dictionary<string, string>> rows, string column) =>
        [.. rows.CountBy(row => row[column]).Select(count => (count.Key, count.Value)).OrderBy(count => count.Key, StringComparer.Ordinal)];

    private static byte[] PixelsOf(byte[] image)
    {
        using var bitmap = SKBitmap.Decode(image, new SKImageInfo(CifarImage.Side, CifarImage.Side, SKColorType.Rgba8888, SKAlphaType.Opaque));
        return bitmap.GetPixelSpan().ToArray();
    }

    /// <summary>Pearson's, over all channels.</summary>
    private static double Correlation(byte[] left, byte[] right)
    {
        var (a, b) = (left.Average(value => (double)value), right.Average(value => (double)value));
        var (ab, aa, bb) = (0d, 0d, 0d);
        foreach (var (x, y) in left.Zip(right))
        {
            ab += (x - a) * (y - b);
            aa += (x - a) * (x - a);
            bb += (y - b) * (y - b);
        }

        return ab / Math.Sqrt(aa * bb);
    }

    private List<Dictionary<string, string>> ReadRows(string split)
    {
        var lines = File.ReadAllLines(Path.Combine(_folder.Path, "first", split, "annotations.csv"));
        var columns = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => columns.Zip(line.Split(',')).ToDictionary(field => field.First, field => field.Second))];
    }

    /// <summary>All images under their paths in the dataset.</summary>
    private Dictionary<string, byte[]> ReadImages()
    {
        var images = new Dictionary<string, byte[]>();
        var then = Path.Combine(_folder.Path, "then");
        foreach (var path in Directory.EnumerateFiles(Path.Combine(then, "test")))
        {
            using var tar = new TarReader(File.OpenRead(path));
            while (tar.GetNextEntry(copyData: true) is { } entry)
            {
                images.Add($"test/{entry.Name}", Read(entry.DataStream!));
            }
        }

        using var zip = ZipFile.OpenRead(Path.Combine(then, "train", "images.zip"));
        foreach (var entry in zip.Entries)
        {
            using var content = entry.Open();
            images.Add($"train/{entry.Name}", Read(content));
        }

        return images;
    }

    private static byte[] Read(Stream content)
    {
        using var buffer = new MemoryStream();
        content.CopyTo(buffer);
        return buffer.ToArray();
    }
}
