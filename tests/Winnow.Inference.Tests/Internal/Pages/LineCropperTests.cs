using Winnow.Core.Models;
using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Internal.Images;
using Winnow.Inference.Internal.Pages;

namespace Winnow.Inference.Tests.Internal.Pages;

public sealed class LineCropperTests
{
    private static readonly ImageInput s_input = new()
    {
        Tensor = "x", Height = new(8), Width = new(8, 64, 8), Resize = ResizeMode.FitHeight, Mean = [0, 0, 0], Std = [1, 1, 1], Channels = ColourOrder.Rgb, Scale = 1,
    };

    private readonly ImageEncoder _encoder = new(s_input, 1_000_000, new(1 << 20));

    [Fact]
    public void Crop_LineNotMuchLargerThanWanted_IsCutPixelByPixel()
    {
        using var page = Page(40, 31);
        using var crop = new LineCropper(_encoder).Crop(page, new(5, 0, 30, 0, 0, 31));
        Assert.Equal((30, 31, 30, 31), (crop.Width, crop.Height, crop.FullWidth, crop.FullHeight));
        for (var i = 0; i < 30 * 31; i++) Assert.Equal(PixelOf(page, 5 + (i % 30), i / 30), PixelOf(crop, i % 30, i / 30));
    }

    [Fact]
    public void Crop_LineMuchLarger_IsMadeOfMeansOfWholePixels()
    {
        using var page = Page(100, 48);
        using var crop = new LineCropper(_encoder).Crop(page, new(0, 0, 100, 0, 0, 48));
        // Wanted are 17 × 8 pixels: a third of the height is the smallest that is twice that, half of the width.
        Assert.Equal((50, 16, 100, 48), (crop.Width, crop.Height, crop.FullWidth, crop.FullHeight));
        for (var i = 0; i < 50 * 16; i++)
        {
            var sum = 0;
            for (var k = 0; k < 6; k++) sum += PixelOf(page, (i % 50 * 2) + (k % 2), (i / 50 * 3) + (k / 2)).Item1;
            Assert.InRange(PixelOf(crop, i % 50, i / 50).Item1, (sum / 6.0) - 0.51, (sum / 6.0) + 0.51);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Crop_LineMuchLarger_GivesNearlyTheInputOfTheWholeLine(double tilt)
    {
        using var page = Page(500, 200);
        var region = new TextRegion(20, 20, 440, tilt * 4.4, -tilt, 100);
        using var small = new LineCropper(_encoder).Crop(page, region);
        using var whole = new LineCropper(new ImageEncoder(s_input with { Height = new(100), Width = new(8, 1000, 8) }, 1_000_000, new(0))).Crop(page, region);
        using var expected = _encoder.Encode(whole);
        using var actual = _encoder.Encode(small);
        Assert.Equal(whole.FullWidth, whole.Width);
        Assert.InRange(small.Width * small.Height, 1, whole.Width * whole.Height / 15);
        Assert.Equal((expected.Shape, expected.Placement), (actual.Shape, actual.Placement));
        // The numbers are 0 to 255; with the gap of two, the difference is that of Pillow's reducing_gap.
        var differences = Enumerable.Range(0, expected.Floats.Length).Select(i => Math.Abs(expected.Floats[i] - actual.Floats[i])).ToList();
        Assert.InRange(differences.Average(), 0, 1.5);
        Assert.InRange(differences.Max(), 0, 10);
    }

    private static (byte, byte, byte) PixelOf(PixelImage image, int x, int y)
    {
        var pixel = image.Row(y).Slice(x * 4, 3);
        return (pixel[0], pixel[1], pixel[2]);
    }

    /// <summary>Waves of some ten pixels, with a grain.</summary>
    private static PixelImage Page(int width, int height)
    {
        var random = new Random(1);
        var page = new PixelImage(width, height);
        for (var i = 0; i < width * height; i++)
        {
            var (x, y) = (i % width, i / width);
            var value = 128 + (80 * Math.Sin(x / 9.0) * Math.Cos(y / 7.0)) + random.Next(-20, 20);
            page.Pixels.Slice(i * 4, 4).Fill((byte)value);
            page.Pixels[(i * 4) + 1] = (byte)(value / 2);
        }

        return page;
    }
}
