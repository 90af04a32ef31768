using System.Buffers.Binary;
using System.IO.Compression;
using SkiaSharp;
using Winnow.Inference.Internal.Images;

namespace Winnow.Inference.Tests.Support;

/// <summary>Small images, as files and decoded.</summary>
internal static class ImageFiles
{
    public static readonly SKColor[] Corners = [SKColors.Red, SKColors.Lime, SKColors.Blue, SKColors.White];

    /// <summary>A decoded image of gray pixels, row by row.</summary>
    public static PixelImage Gray(int width, params byte[] pixels)
    {
        var image = new PixelImage(width, pixels.Length / width);
        for (var i = 0; i < pixels.Length; i++) image.Pixels.Slice(i * 4, 4).Fill(pixels[i]);
        return image;
    }

    /// <summary>A PNG of one colour.</summary>
    public static byte[] Png(int width, int height, SKColor colour)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        bitmap.Erase(colour);
        return bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }

    /// <summary>A PNG with one gray value per pixel of its only row.</summary>
    public static byte[] GrayRow(params byte[] pixels) => GrayRows(pixels.Length, pixels);

    /// <summary>A PNG with one gray value per pixel, row by row.</summary>
    public static byte[] GrayRows(int width, params byte[] pixels)
    {
        using var bitmap = new SKBitmap(width, pixels.Length / width);
        for (var i = 0; i < pixels.Length; i++) bitmap.SetPixel(i % width, i / width, new SKColor(pixels[i], pixels[i], pixels[i]));
        return bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }

    /// <summary>A JPEG, 32 × 16 or some times that, whose quarters have the colours of <see cref="Corners"/>, and which EXIF says is to be turned.</summary>
    public static byte[] TurnedJpeg(byte orientation, int times = 1)
    {
        using var bitmap = new SKBitmap(32 * times, 16 * times);
        var (width, height) = (16 * times, 8 * times);
        for (var i = 0; i < Corners.Length; i++) bitmap.Erase(Corners[i], SKRectI.Create(i % 2 * width, i / 2 * height, width, height));
        var jpeg = bitmap.Encode(SKEncodedImageFormat.Jpeg, 100).ToArray();
        byte[] exif = [0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
        return [.. jpeg.AsSpan(0, 2), .. exif, .. jpeg.AsSpan(2)];
    }

    /// <summary>A PNG of 16-bit gray samples, one row.</summary>
    public static byte[] Gray16(params ushort[] samples)
    {
        using var png = new MemoryStream();
        png.Write([0x89, .. "PNG\r\n\x1a\n"u8]);
        Chunk(png, "IHDR"u8, [0, 0, 0, (byte)samples.Length, 0, 0, 0, 1, 16, 0, 0, 0, 0]);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write([0, .. samples.SelectMany(sample => new[] { (byte)(sample >> 8), (byte)sample })]);
        }

        Chunk(png, "IDAT"u8, packed.ToArray());
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    /// <summary>The same PNG with another size in its header.</summary>
    public static byte[] WithSize(byte[] png, int width, int height)
    {
        byte[] changed = [.. png];
        BinaryPrimitives.WriteInt32BigEndian(changed.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(changed.AsSpan(20), height);
        BinaryPrimitives.WriteUInt32BigEndian(changed.AsSpan(29), Crc(changed[12..29]));
        return changed;
    }

    /// <summary>Writes a chunk of a PNG, with its checksum.</summary>
    public static void Chunk(Stream png, ReadOnlySpan<byte> type, byte[] data)
    {
        byte[] body = [.. type, .. data];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        png.Write(number);
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return ~crc;
    }
}
