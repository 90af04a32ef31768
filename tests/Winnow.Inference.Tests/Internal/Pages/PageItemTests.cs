using SkiaSharp;
using Winnow.Core.Models;
using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Internal.Images;
using Winnow.Inference.Internal.Pages;
using Winnow.Inference.Tests.Support;

namespace Winnow.Inference.Tests.Internal.Pages;

public sealed class PageItemTests
{
    private const int InputBytes = 64 * 64 * 3 * sizeof(float);

    private static readonly ImageEncoder s_encoder = new(
        new() { Tensor = "x", Height = new(64), Width = new(64), Resize = ResizeMode.Stretch, Mean = [0, 0, 0], Std = [1, 1, 1], Channels = ColourOrder.Rgb }, 10_000_000, new(1 << 20));

    [Theory]
    [InlineData(90, 70, true)]
    [InlineData(1100, 1000, false)]
    public void Prepare_Page_IsKeptWhenItIsSmallAndCounted(int width, int height, bool isKept)
    {
        using var page = PageItem.Prepare(ImageFiles.Png(width, height, SKColors.Red), s_encoder, 10_000_000);
        Assert.Equal(InputBytes + (isKept ? width * height * 4 : 0), page.ByteCount);
    }

    [Theory]
    [InlineData(90, 70)]
    [InlineData(1100, 1000)]
    public void Open_AnyNumberOfTimes_GivesTheWholePage(int width, int height)
    {
        using var page = PageItem.Prepare(ImageFiles.Png(width, height, SKColors.Red), s_encoder, 10_000_000);
        for (var i = 0; i < 3; i++)
        {
            using var image = page.Open();
            Assert.Equal((width, height), (image.Width, image.Height));
            Assert.Equal([255, 0, 0], image.Row(height - 1)[^4..^1].ToArray());
        }
    }

    [Fact]
    public void Open_JpegThatWasMadeSmallerForTheDetector_IsWhole()
    {
        using var bitmap = new SKBitmap(800, 800);
        using var page = PageItem.Prepare(bitmap.Encode(SKEncodedImageFormat.Jpeg, 90).ToArray(), s_encoder, 10_000_000);
        using var image = page.Open();
        Assert.Equal((InputBytes, 800, 800), (page.ByteCount, image.Width, image.Height));
    }

    [Fact]
    public void Prepare_LargePages_GiveTheirPixelMemoryBack()
    {
        var before = PixelMemory.Shared.Pixels;
        using var page = PageItem.Prepare(ImageFiles.Png(1100, 1000, SKColors.Red), s_encoder, 10_000_000);
        // Other tests decode large images meanwhile, and give them back.
        Assert.True(SpinWait.SpinUntil(() => PixelMemory.Shared.Pixels <= before, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void Prepare_NoImage_SaysSo() =>
        Assert.Throws<InvalidDataException>(() => PageItem.Prepare("no image"u8.ToArray(), s_encoder, 10_000_000));
}
