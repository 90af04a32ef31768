using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using SkiaSharp;

namespace Winnow.Bench;

/// <summary>Archives of small PNG files, all different.</summary>
internal static class SomeArchives
{
    private const int Side = 28;

    /// <summary>A zip of PNG files of 28×28 pixels.</summary>
    public static byte[] Zip(int first, int count)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = first; i < first + count; i++)
            {
                using var entry = zip.CreateEntry(Name(i) + ".png", CompressionLevel.Fastest).Open();
                entry.Write(Png(i));
            }
        }

        return stream.ToArray();
    }

    /// <summary>A WebDataset tar: a PNG and, if wanted, its class per sample.</summary>
    public static byte[] Tar(int first, int count, bool annotated)
    {
        using var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true))
        {
            for (var i = first; i < first + count; i++)
            {
                Write(tar, Name(i) + ".png", Png(i));
                if (annotated)
                    Write(tar, Name(i) + ".cls", Encoding.ASCII.GetBytes(Label(i)));
            }
        }

        return stream.ToArray();
    }

    /// <summary>An annotation file for the files of a zip.</summary>
    public static byte[] Csv(int first, int count)
    {
        var text = new StringBuilder("file_name,label\n");
        for (var i = first; i < first + count; i++)
            text.Append(CultureInfo.InvariantCulture, $"{Name(i)}.png,{Label(i)}\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static string Name(int i) => i.ToString("D6", CultureInfo.InvariantCulture);

    private static string Label(int i) => (i % 10).ToString(CultureInfo.InvariantCulture);

    private static void Write(TarWriter tar, string name, byte[] content)
    {
        using var data = new MemoryStream(content, writable: false);
        tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = data });
    }

    private static byte[] Png(int seed)
    {
        var random = new Random(seed);
        using var bitmap = new SKBitmap(Side, Side, SKColorType.Gray8, SKAlphaType.Opaque);
        random.NextBytes(bitmap.GetPixelSpan()[(Side * 7)..(Side * 21)]);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
