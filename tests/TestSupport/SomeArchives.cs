using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Winnow.TestSupport;

public static partial class Some
{
    public static byte[] Text(string text = "Call me Ishmael.\n") => Encoding.UTF8.GetBytes(text);

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    public static byte[] Tar(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
            }
        }

        return stream.ToArray();
    }

    public static byte[] TarGz(params (string Name, byte[] Content)[] entries) => Gzip(Tar(entries));

    public static byte[] Gzip(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return stream.ToArray();
    }

    /// <summary>A zip of a few KiB that unpacks to <paramref name="unpackedBytes"/> zeros.</summary>
    public static byte[] ZipBomb(int unpackedBytes = 64 << 20)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("zeros.png", CompressionLevel.SmallestSize).Open();
            var zeros = new byte[1 << 16];
            for (var written = 0; written < unpackedBytes; written += zeros.Length)
            {
                entry.Write(zeros);
            }
        }

        return stream.ToArray();
    }

    /// <summary>A zip of one valid PNG under any name, such as <c>../evil.png</c>.</summary>
    public static byte[] ZipWithEntry(string name) => Zip((name, Png()));
}
