using SkiaSharp;
using Winnow.Inference.Internal.Images;
using Winnow.Inference.Tests.Support;

namespace Winnow.Inference.Tests.Internal.Images;

/// <summary>What Skia writes and reads, read without it.</summary>
public sealed class PlainPngTests
{
    private const int MaxPixels = 1_000_000;
    private static readonly SKPngEncoderFilterFlags[] s_filters =
    [
        SKPngEncoderFilterFlags.None, SKPngEncoderFilterFlags.Sub, SKPngEncoderFilterFlags.Up, SKPngEncoderFilterFlags.Avg, SKPngEncoderFilterFlags.Paeth,
        SKPngEncoderFilterFlags.AllFilters,
    ];

    public static TheoryData<bool, int, int, int> Images()
    {
        var data = new TheoryData<bool, int, int, int>();
        for (var filter = 0; filter < s_filters.Length; filter++)
        {
            foreach (var (width, height) in new[] { (1, 1), (1, 7), (7, 1), (28, 28), (33, 5), (120, 130) })
            {
                data.Add(true, filter, width, height);
                data.Add(false, filter, width, height);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Images))]
    public void Decode_AnyFilterAndSize_IsWhatWasEncoded(bool isGray, int filter, int width, int height)
    {
        using var bitmap = Noise(isGray, width, height);
        var png = Encode(bitmap, s_filters[filter]);

        using var image = PlainPng.Decode(png, MaxPixels);

        Assert.NotNull(image);
        Assert.Equal((width, height, width, height), (image.Width, image.Height, image.FullWidth, image.FullHeight));
        for (var i = 0; i < width * height; i++)
        {
            var expected = bitmap.GetPixel(i % width, i / width);
            Assert.Equal((expected.Red, expected.Green, expected.Blue), (image.Pixels[i * 4], image.Pixels[(i * 4) + 1], image.Pixels[(i * 4) + 2]));
        }
    }

    [Fact]
    public void Decode_WhatIsNotPlain_IsLeft()
    {
        Assert.Null(PlainPng.Decode(ImageFiles.Png(4, 4, new SKColor(255, 0, 0, 128)), MaxPixels));
        Assert.Null(PlainPng.Decode(ImageFiles.Gray16(0, 0x8080, 0xFFFF), MaxPixels));
        Assert.Null(PlainPng.Decode(ImageFiles.TurnedJpeg(1), MaxPixels));
        Assert.Null(PlainPng.Decode([], MaxPixels));
        using var bitmap = Noise(true, 20, 20);
        Assert.Null(PlainPng.Decode(Encode(bitmap, SKPngEncoderFilterFlags.Up), 399));
    }

    [Fact]
    public void Decode_ChunkThatChangesTheLook_IsLeft()
    {
        using var bitmap = Noise(true, 3, 3);
        var png = Encode(bitmap, SKPngEncoderFilterFlags.Up);
        // Between the header and what follows.
        byte[] Insert(string type)
        {
            using var file = new MemoryStream();
            file.Write(png.AsSpan(0, 33));
            ImageFiles.Chunk(file, System.Text.Encoding.ASCII.GetBytes(type), [0, 0]);
            file.Write(png.AsSpan(33));
            return file.ToArray();
        }

        Assert.Null(PlainPng.Decode(Insert("tRNS"), MaxPixels));
        Assert.Null(PlainPng.Decode(Insert("eXIf"), MaxPixels));
        using var texted = PlainPng.Decode(Insert("tEXt"), MaxPixels);
        Assert.NotNull(texted);
    }

    [Fact]
    public void Decode_DamagedAnywhere_IsLeft()
    {
        using var bitmap = Noise(false, 9, 6);
        var png = Encode(bitmap, SKPngEncoderFilterFlags.AllFilters);
        for (var at = 0; at < png.Length; at++)
        {
            using var cut = PlainPng.Decode(png.AsSpan(0, at), MaxPixels);
            Assert.Null(cut);
            foreach (var bit in new[] { 1, 0x80 })
            {
                var damaged = (byte[])png.Clone();
                damaged[at] ^= (byte)bit;
                using var image = PlainPng.Decode(damaged, MaxPixels);
                Assert.Null(image);
            }
        }
    }

    private static SKBitmap Noise(bool isGray, int width, int height)
    {
        var bitmap = new SKBitmap(new SKImageInfo(width, height, isGray ? SKColorType.Gray8 : SKColorType.Rgba8888, SKAlphaType.Opaque));
        var random = new Random(width + height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var gray = (byte)((x * 3) + random.Next(9));
                bitmap.SetPixel(x, y, isGray ? new(gray, gray, gray) : new(gray, (byte)(y * 5), (byte)random.Next(256)));
            }
        }

        return bitmap;
    }

    private static byte[] Encode(SKBitmap bitmap, SKPngEncoderFilterFlags filters)
    {
        using var pixels = bitmap.PeekPixels()!;
        using var data = pixels.Encode(new SKPngEncoderOptions(filters, 6))!;
        return data.ToArray();
    }
}
