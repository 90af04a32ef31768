using System.Buffers.Binary;
using SkiaSharp;

namespace Winnow.TestSupport;

/// <summary>Builders of small real files and of broken ones.</summary>
public static partial class Some
{
    /// <summary>A PNG of random grey-level rectangles; the same seed gives the same bytes.</summary>
    public static byte[] Png(int width = 28, int height = 28, int seed = 0) => Encode(width, height, seed, SKEncodedImageFormat.Png);

    public static byte[] Jpeg(int width = 28, int height = 28, int seed = 0) => Encode(width, height, seed, SKEncodedImageFormat.Jpeg);

    public static byte[] WebP(int width = 28, int height = 28, int seed = 0) => Encode(width, height, seed, SKEncodedImageFormat.Webp);

    /// <summary>A GIF of one colour: written by hand, as Skia has no encoder for it.</summary>
    public static byte[] Gif(int width = 28, int height = 28, int frames = 1)
    {
        using var gif = new MemoryStream();
        gif.Write("GIF89a"u8);
        gif.Write([(byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0x80, 0, 0]);
        gif.Write([0, 0, 0, 255, 255, 255]);
        for (var i = 0; i < frames; i++)
        {
            gif.Write([0x21, 0xF9, 4, 0, 0, 0, 0, 0]);
            gif.Write([0x2C, 0, 0, 0, 0, (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8), 0]);
            gif.WriteByte(2);
            WriteGifPixels(gif, width * height);
        }

        gif.WriteByte(0x3B);
        return gif.ToArray();
    }

    /// <summary>An uncompressed 24-bit BMP.</summary>
    public static byte[] Bmp(int width = 28, int height = 28, int seed = 0)
    {
        var stride = ((width * 3) + 3) / 4 * 4;
        var bmp = new byte[54 + (stride * height)];
        new Random(seed).NextBytes(bmp.AsSpan(54));
        "BM"u8.CopyTo(bmp);
        BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(2), bmp.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(10), 54);
        BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(22), height);
        BinaryPrimitives.WriteInt16LittleEndian(bmp.AsSpan(26), 1);
        BinaryPrimitives.WriteInt16LittleEndian(bmp.AsSpan(28), 24);
        BinaryPrimitives.WriteInt32LittleEndian(bmp.AsSpan(34), stride * height);
        return bmp;
    }

    /// <summary>A PNG whose second half is missing.</summary>
    public static byte[] TruncatedPng(int seed = 0)
    {
        var png = Png(64, 64, seed);
        return png[..(png.Length / 2)];
    }

    /// <summary>A small, well-formed PNG whose header states other sides than its pixels have.</summary>
    public static byte[] HugePngHeader(int width = 30_000, int height = 30_000)
    {
        var png = Png(1, 1);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc(png.AsSpan(12, 17)));
        return png;
    }

    private static byte[] Encode(int width, int height, int seed, SKEncodedImageFormat format)
    {
        var random = new Random(seed);
        using var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using (var canvas = new SKCanvas(bitmap))
        using (var paint = new SKPaint())
        {
            canvas.Clear(SKColors.Black);
            for (var i = 0; i < 12; i++)
            {
                var grey = (byte)random.Next(256);
                paint.Color = new SKColor(grey, grey, (byte)random.Next(256));
                canvas.DrawRect(random.Next(width), random.Next(height), 1 + random.Next(width), 1 + random.Next(height), paint);
            }
        }

        using var data = bitmap.Encode(format, 90);
        return data.ToArray();
    }

    /// <summary>LZW with a clear code before every pixel: three-bit codes that never grow.</summary>
    private static void WriteGifPixels(MemoryStream gif, int pixels)
    {
        var bits = new List<byte>();
        int held = 0, count = 0;
        void Put(int code)
        {
            held |= code << count;
            for (count += 3; count >= 8; count -= 8, held >>= 8)
            {
                bits.Add((byte)held);
            }
        }

        for (var i = 0; i < pixels; i++)
        {
            Put(4);
            Put(i & 1);
        }

        Put(5);
        bits.Add((byte)held);
        foreach (var block in bits.Chunk(255))
        {
            gif.WriteByte((byte)block.Length);
            gif.Write(block);
        }

        gif.WriteByte(0);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320u & (uint)-(int)(crc & 1));
            }
        }

        return ~crc;
    }
}
