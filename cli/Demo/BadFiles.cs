using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Winnow.Cli.Demo;

/// <summary>Files that must end in quarantine, each for a reason of its own.</summary>
public static class BadFiles
{
    private const int BombEntries = 8;
    private const int BombEntryBytes = 32 << 20;
    private const int HugeSide = 30_000;

    /// <summary>The first half of an image.</summary>
    public static byte[] Truncated(byte[] png) => png[..(png.Length / 2)];

    /// <summary>Words in a file that will be named .png.</summary>
    public static byte[] TextNamedPng() => Encoding.UTF8.GetBytes("Call me Ishmael. This is not a picture.\n");

    /// <summary>An archive that wants to write beside its folder.</summary>
    public static byte[] ZipWithParentEntry(byte[] png)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        using (var target = zip.CreateEntry("../outside.png", CompressionLevel.Fastest).Open())
        {
            target.Write(png);
        }

        return buffer.ToArray();
    }

    /// <summary>A quarter of a gibibyte of zeros in a quarter of a mebibyte; no entry is too large by itself.</summary>
    public static byte[] ZipBomb()
    {
        var zeros = new byte[BombEntryBytes];
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var index = 0; index < BombEntries; index++)
            {
                using var target = zip.CreateEntry($"zeros-{index}.bin", CompressionLevel.SmallestSize).Open();
                target.Write(zeros);
            }
        }

        return buffer.ToArray();
    }

    /// <summary>A PNG whose header promises 30,000 × 30,000 pixels (PNG specification, 11.2.1 IHDR).</summary>
    public static byte[] HugePngHeader()
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, HugeSide);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), HugeSide);
        header[8] = 8;
        using var png = new MemoryStream();
        png.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        WriteChunk(png, "IHDR", header);
        WriteChunk(png, "IDAT", [0x78, 0x9C, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01]);
        WriteChunk(png, "IEND", []);
        return png.ToArray();
    }

    private static void WriteChunk(Stream png, string type, byte[] data)
    {
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(data.Length + 8), PngCrc(chunk.AsSpan(4, data.Length + 4)));
        png.Write(chunk);
    }

    /// <summary>CRC-32 with the polynomial EDB88320 (PNG specification, annex D).</summary>
    private static uint PngCrc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
