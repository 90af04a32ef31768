using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Winnow.Inference.Internal.Images;

/// <summary>Decodes small PNG files of the usual kind, for which Skia takes up to twice as long: 8 bits, gray or RGB, not interlaced.</summary>
/// <remarks>
/// W3C, Portable Network Graphics, third edition. Whatever is not so, or not in order, is left to Skia, which decides: no file is refused here. Checked are
/// the checksum of each chunk (CRC-32) and that of the compressed stream (Adler-32).
/// </remarks>
internal static class PlainPng
{
    /// <summary>Images with more pixels are left to Skia, which then is as fast.</summary>
    private const int MaxPixels = 128 * 128;
    private const int ChunkOverhead = 12;
    private const int HeaderLength = 13;
    private const int HeaderEnd = 8 + ChunkOverhead + HeaderLength;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The image; null when it is left to Skia.</summary>
    /// <param name="content">The file.</param>
    /// <param name="maxPixels">Images with more pixels are left to Skia, which refuses them.</param>
    public static PixelImage? Decode(ReadOnlySpan<byte> content, int maxPixels)
    {
        if (ReadHeader(content) is not { } header || (long)header.Width * header.Height > Math.Min(maxPixels, MaxPixels)) return null;
        var compressed = ArrayPool<byte>.Shared.Rent(content.Length);
        var filtered = ArrayPool<byte>.Shared.Rent(header.FilteredLength);
        try
        {
            return Join(content[HeaderEnd..], compressed) is var length and > 0 && Inflate(compressed, length, filtered.AsSpan(0, header.FilteredLength))
                && PngFilters.Undo(filtered.AsSpan(0, header.FilteredLength), header.Width * header.Bytes, header.Bytes)
                ? Expand(filtered, header)
                : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(compressed);
            ArrayPool<byte>.Shared.Return(filtered);
        }
    }

    private static Header? ReadHeader(ReadOnlySpan<byte> content)
    {
        if (content.Length <= HeaderEnd || !content.StartsWith(Signature) || !content[8..].StartsWith("\0\0\0\rIHDR"u8) || !IsWhole(content[8..], HeaderLength)) return null;
        var fields = content[16..];
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(fields), BinaryPrimitives.ReadInt32BigEndian(fields[4..]));
        if (width <= 0 || height <= 0) return null;
        // Depth 8; then the kind of colour; then compression, filters and interlacing, of which each is 0.
        if (fields[8] != 8 || !fields[10..HeaderLength].SequenceEqual("\0\0\0"u8)) return null;
        return fields[9] switch
        {
            0 => new(width, height, 1),
            2 => new(width, height, 3),
            _ => null,
        };
    }

    /// <summary>Copies the compressed stream out of its chunks.</summary>
    /// <returns>Its length; 0 when there is a chunk that may change how the image looks, or a chunk that is damaged.</returns>
    private static int Join(ReadOnlySpan<byte> chunks, Span<byte> compressed)
    {
        var length = 0;
        while (chunks.Length >= ChunkOverhead)
        {
            var size = BinaryPrimitives.ReadInt32BigEndian(chunks);
            var type = chunks.Slice(4, 4);
            if (size < 0 || size > chunks.Length - ChunkOverhead || !IsWhole(chunks, size)) return 0;
            if (type.SequenceEqual("IEND"u8)) return length;
            if (type.SequenceEqual("IDAT"u8))
            {
                chunks.Slice(8, size).CopyTo(compressed[length..]);
                length += size;
            }
            else if (!IsHarmless(type))
            {
                return 0;
            }

            chunks = chunks[(size + ChunkOverhead)..];
        }

        return 0;
    }

    /// <summary>Whether a chunk's checksum, behind its data, is that of its type and data.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> chunk, int size) =>
        Crc32.HashToUInt32(chunk.Slice(4, size + 4)) == BinaryPrimitives.ReadUInt32BigEndian(chunk[(size + 8)..]);

    /// <summary>Texts, times, and colour spaces and significant bits, which Skia ignores too; not transparency, EXIF or animation.</summary>
    private static bool IsHarmless(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("tEXt"u8) || type.SequenceEqual("tIME"u8) || type.SequenceEqual("pHYs"u8) || type.SequenceEqual("sRGB"u8)
        || type.SequenceEqual("gAMA"u8) || type.SequenceEqual("cHRM"u8) || type.SequenceEqual("sBIT"u8);

    /// <returns>Whether there was exactly as much as there must be, with the right checksum.</returns>
    private static bool Inflate(byte[] compressed, int length, Span<byte> target)
    {
        try
        {
            using var stream = new ZLibStream(new MemoryStream(compressed, 0, length, writable: false), CompressionMode.Decompress);
            return stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false) == target.Length && stream.ReadByte() < 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static PixelImage Expand(ReadOnlySpan<byte> rows, Header header)
    {
        var image = new PixelImage(header.Width, header.Height);
        var length = header.Width * header.Bytes;
        for (var y = 0; y < header.Height; y++)
        {
            var row = rows.Slice((y * (length + 1)) + 1, length);
            var target = image.Pixels.Slice(y * header.Width * 4, header.Width * 4);
            if (header.Bytes == 3) ExpandColours(row, target);
            else ExpandGray(row, MemoryMarshal.Cast<byte, uint>(target));
        }

        return image;
    }

    private static void ExpandGray(ReadOnlySpan<byte> row, Span<uint> target)
    {
        for (var x = 0; x < target.Length; x++) target[x] = (row[x] * 0x010101u) | 0xFF000000u;
    }

    private static void ExpandColours(ReadOnlySpan<byte> row, Span<byte> target)
    {
        for (var (x, at) = (0, 0); at < target.Length; x += 3, at += 4)
        {
            (target[at], target[at + 1], target[at + 2], target[at + 3]) = (row[x], row[x + 1], row[x + 2], byte.MaxValue);
        }
    }

    /// <param name="Width">In pixels.</param>
    /// <param name="Height">In pixels.</param>
    /// <param name="Bytes">Of a pixel.</param>
    private readonly record struct Header(int Width, int Height, int Bytes)
    {
        public int FilteredLength => Height * ((Width * Bytes) + 1);
    }
}
