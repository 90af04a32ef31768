using SkiaSharp;
using Winnow.Inference.Internal.Images;
using Winnow.Inference.Tests.Support;

namespace Winnow.Inference.Tests.Internal.Images;

public sealed class ImageDecoderTests
{
    private const int MaxPixels = 10_000;

    // Which stored corner (0 to 3: top left, top right, bottom left, bottom right) is shown in which corner: EXIF 2.32, tag 0x0112.
    public static TheoryData<byte, int[]> Orientations => new()
    {
        { 1, [0, 1, 2, 3] },
        { 2, [1, 0, 3, 2] },
        { 3, [3, 2, 1, 0] },
        { 4, [2, 3, 0, 1] },
        { 5, [0, 2, 1, 3] },
        { 6, [2, 0, 3, 1] },
        { 7, [3, 1, 2, 0] },
        { 8, [1, 3, 0, 2] },
    };

    [Fact]
    public void Decode_Transparency_LiesOverWhite()
    {
        using var image = ImageDecoder.Decode(ImageFiles.Png(1, 1, new SKColor(255, 0, 0, 128)), MaxPixels);
        var pixel = image.Pixels[..3].ToArray();
        Assert.Equal(255, pixel[0]);
        Assert.InRange(pixel[1], 126, 128);
        Assert.InRange(pixel[2], 126, 128);
    }

    [Fact]
    public void Decode_SixteenBits_KeepsTheUpperEight()
    {
        using var image = ImageDecoder.Decode(ImageFiles.Gray16(0, 0x8080, 0xFFFF), MaxPixels);
        Assert.Equal([0, 0x80, 0xFF], new[] { image.Pixels[0], image.Pixels[4], image.Pixels[8] });
    }

    [Theory]
    [MemberData(nameof(Orientations))]
    public void Decode_ExifOrientation_IsUpright(byte orientation, int[] expected)
    {
        using var image = ImageDecoder.Decode(ImageFiles.TurnedJpeg(orientation), MaxPixels);
        Assert.Equal(orientation > 4 ? (16, 32) : (32, 16), (image.Width, image.Height));
        Assert.Equal(expected, NearestOfCorners(image));
    }

    [Theory]
    [MemberData(nameof(Orientations))]
    public void Decode_ExifOrientationAndASmallerSize_IsUprightToo(byte orientation, int[] expected)
    {
        using var image = ImageDecoder.Decode(ImageFiles.TurnedJpeg(orientation, 16), 1 << 20, (width, height) => (width / 16, height / 16));
        // An eighth of the size, the smallest that there is.
        Assert.Equal(orientation > 4 ? (32, 64, 256, 512) : (64, 32, 512, 256), (image.Width, image.Height, image.FullWidth, image.FullHeight));
        Assert.Equal(expected, NearestOfCorners(image));
    }

    // Written by Pillow 9.4: 8 × 8 pixels of red; the animations go on with blue.
    [Theory]
    [InlineData("CMYK JPEG", "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwAGBAUGBQQGBgUGBwcGCAoQCgoJCQoUDg8MEBcUGBgXFBYWGh0lHxobIxwWFiAsICMmJykqKRkfLTAtKDAlKCko/8AAFAgACAAIBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkASwAAPwD6pr5Ur5Ur6pr/2Q==")]
    [InlineData("animated GIF", "R0lGODlhCAAIAIEAAP8AAAAAAAAAAAAAACH5BAAKAAAALAAAAAAIAAgAAAgPAAEIHEiwoMGDCBMqTBgQACH5BAAKAAAALAAAAAAIAAgAgQAA/wAAAAAAAAAAAAgPAAEIHEiwoMGDCBMqTBgQADs=")]
    [InlineData("animated WebP", "UklGRoQAAABXRUJQVlA4WAoAAAACAAAABwAABwAAQU5JTQYAAAAAAAAAAABBTk1GKAAAAAAAAAAAAAcAAAcAAGQAAAJWUDhMDwAAAC8HwAEABxD9j/4HIqL/AQBBTk1GKAAAAAAAAAAAAAcAAAcAAGQAAABWUDhMDwAAAC8HwAEABxDR//4HIqL/AQA=")]
    public void Decode_RareKinds_AreRgbOfTheFirstFrame(string kind, string base64)
    {
        Assert.NotEmpty(kind);
        using var image = ImageDecoder.Decode(Convert.FromBase64String(base64), MaxPixels);
        Assert.Equal((8, 8), (image.Width, image.Height));
        for (var i = 0; i < 64; i++)
        {
            Assert.InRange(image.Pixels[i * 4], 235, 255);
            Assert.InRange(image.Pixels[(i * 4) + 1], 0, 40);
            Assert.InRange(image.Pixels[(i * 4) + 2], 0, 40);
        }
    }

    [Theory]
    [InlineData(8, 9)] // more rows than there are
    [InlineData(9, 8)] // longer rows than there are
    [InlineData(60_000, 60_000)]
    [InlineData(0, 8)]
    [InlineData(-1, 8)]
    public void Decode_PngThatLiesAboutItsSize_IsRefused(int width, int height)
    {
        var png = ImageFiles.WithSize(ImageFiles.Png(8, 8, SKColors.Red), width, height);
        Assert.Throws<InvalidDataException>(() => ImageDecoder.Decode(png, MaxPixels));
    }

    [Fact]
    public void Decode_TruncatedPng_IsDamaged()
    {
        using var bitmap = new SKBitmap(60, 60);
        for (var i = 0; i < 3600; i++) bitmap.SetPixel(i % 60, i / 60, new SKColor((uint)(i * 2654435761)));
        var png = bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray();
        var error = Assert.Throws<InvalidDataException>(() => ImageDecoder.Decode(png.AsSpan(0, png.Length / 2), MaxPixels));
        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_NoImage_Throws()
    {
        Assert.Throws<InvalidDataException>(() => ImageDecoder.Decode("hello"u8, MaxPixels));
        Assert.Throws<InvalidDataException>(() => ImageDecoder.Decode([], MaxPixels));
    }

    [Fact]
    public void Decode_TooManyPixels_NamesTheLimit()
    {
        var error = Assert.Throws<InvalidDataException>(() => ImageDecoder.Decode(ImageFiles.Png(101, 100, SKColors.Red), MaxPixels));
        Assert.Contains("101 × 100", error.Message, StringComparison.Ordinal);
        Assert.Contains("10000", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<int> NearestOfCorners(PixelImage image) =>
        new[] { (1, 1), (image.Width - 2, 1), (1, image.Height - 2), (image.Width - 2, image.Height - 2) }.Select(corner => Nearest(image, corner.Item1, corner.Item2));

    private static int Nearest(PixelImage image, int x, int y)
    {
        var pixel = image.Pixels.Slice(((y * image.Width) + x) * 4, 3).ToArray();
        return Enumerable.Range(0, 4).MinBy(i =>
            Math.Abs(ImageFiles.Corners[i].Red - pixel[0]) + Math.Abs(ImageFiles.Corners[i].Green - pixel[1]) + Math.Abs(ImageFiles.Corners[i].Blue - pixel[2]));
    }
}
