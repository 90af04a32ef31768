using SkiaSharp;
using Winnow.Core.Models;
using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Internal.Images;
using Winnow.Inference.Tests.Support;

namespace Winnow.Inference.Tests.Internal.Encoding;

public sealed class ImageEncoderTests
{
    private static readonly ImageInput s_gray = new()
    {
        Tensor = "image", Channels = ColourOrder.Gray, Height = new(2), Width = new(2), Mean = [0.5], Std = [0.25],
    };

    [Fact]
    public void Encode_Normalises_PixelTimesScaleMinusMeanOverStd()
    {
        using var image = ImageFiles.Gray(2, 0, 51, 102, 255);
        using var tensor = Encode(s_gray, image);
        Assert.Equal([-2f, -1.2f, -0.4f, 2f], tensor.Floats.ToArray(), Near);
    }

    [Theory]
    [InlineData(ColourOrder.Rgb, new[] { 1f, 0.4f, 0.2f })]
    [InlineData(ColourOrder.Bgr, new[] { 0.2f, 0.4f, 1f })]
    public void Encode_Colours_ArePlanesInTheCardsOrder(ColourOrder order, float[] expected)
    {
        using var image = ImageDecoder.Decode(ImageFiles.Png(1, 1, new SKColor(255, 102, 51)), 100);
        var input = s_gray with { Channels = order, Height = new(1), Width = new(1), Mean = [0, 0, 0], Std = [1, 1, 1] };
        using var tensor = Encode(input, image);
        Assert.Equal(expected, tensor.Floats.ToArray(), Near);
    }

    [Fact]
    public void Encode_ColourToGray_UsesLumaOfBt601()
    {
        using var image = ImageDecoder.Decode(ImageFiles.Png(1, 1, new SKColor(255, 0, 0)), 100);
        using var tensor = Encode(s_gray with { Height = new(1), Width = new(1), Mean = [0], Std = [1] }, image);
        Assert.Equal([0.299f], tensor.Floats.ToArray(), Near);
    }

    [Fact]
    public void Encode_Fit_PutsTheImageInTheMiddleOfThePadding()
    {
        using var image = ImageFiles.Gray(4, 255, 255, 255, 255, 255, 255, 255, 255);
        var input = s_gray with { Height = new(4), Width = new(4), Mean = [0], Std = [1], Resize = ResizeMode.Fit, Padding = -7 };
        using var tensor = Encode(input, image);
        Assert.Equal([-7, -7, -7, -7, 1, 1, 1, 1, 1, 1, 1, 1, -7, -7, -7, -7], tensor.Floats.ToArray(), Near);
    }

    [Theory]
    [InlineData(3, 1, 8)] // as wide as 6 at height 2, padded to the narrowest
    [InlineData(5, 1, 12)] // 10, rounded up to the step
    [InlineData(6, 1, 12)]
    [InlineData(50, 1, 16)] // squeezed into the widest
    public void Encode_FitHeight_RoundsTheWidthUpToABucket(int width, int height, int expected)
    {
        using var image = ImageFiles.Gray(width, new byte[width * height]);
        var input = s_gray with { Width = new(8, 16, 4), Resize = ResizeMode.FitHeight };
        using var tensor = Encode(input, image);
        Assert.Equal((expected, expected * 2), (tensor.Size.Width, tensor.Floats.Length));
    }

    [Fact]
    public void Encode_FitHeight_PadsOnTheRight()
    {
        using var image = ImageFiles.Gray(1, 255, 255);
        var input = s_gray with { Width = new(3, 9, 1), Mean = [0], Std = [1], Resize = ResizeMode.FitHeight };
        using var tensor = Encode(input, image);
        Assert.Equal([1, 0, 0, 1, 0, 0], tensor.Floats.ToArray(), Near);
    }

    [Fact]
    public void Encode_FitCorner_PutsTheImageInTheCornerAndSaysWhere()
    {
        using var image = ImageFiles.Gray(4, 255, 255, 255, 255, 255, 255, 255, 255);
        var input = s_gray with { Height = new(4), Width = new(2), Mean = [0], Std = [1], Resize = ResizeMode.FitCorner, Padding = -7 };
        using var tensor = Encode(input, image);
        Assert.Equal([1, 1, -7, -7, -7, -7, -7, -7], tensor.Floats.ToArray(), Near);
        Assert.Equal(new ImagePlacement(4, 2, 0, 0, 0.5, 0.5), tensor.Placement);
        Assert.Equal(new(2, 0, 2, 2), tensor.Placement.ToImage(1, -3, 5, 1));
    }

    [Theory]
    [InlineData(100, 30, 96, 32)] // to the nearest step, never enlarged
    [InlineData(10, 10, 32, 32)] // the least size
    [InlineData(400, 100, 160, 32)] // shrunk to the greatest width: 40 rounds to 32
    [InlineData(100, 400, 32, 128)] // shrunk to the greatest height
    public void Encode_Limit_HasAnotherShapeForEachImage(int width, int height, int expectedWidth, int expectedHeight)
    {
        using var image = ImageFiles.Gray(width, new byte[width * height]);
        var input = s_gray with { Height = new(32, 128, 32), Width = new(32, 160, 32), Resize = ResizeMode.Limit };
        using var tensor = Encode(input, image);
        Assert.Equal((expectedWidth, expectedHeight), tensor.Size);
        Assert.Equal(new TensorShape(1, expectedHeight, expectedWidth), tensor.Shape);
        Assert.Equal((width, height), (tensor.Placement.ToImageX(expectedWidth), tensor.Placement.ToImageY(expectedHeight)));
    }

    [Fact]
    public void Encode_Nhwc_KeepsTheChannelsOfAPixelTogether()
    {
        using var image = new PixelImage(2, 1);
        new byte[] { 255, 0, 51, 0, 0, 255, 102, 0 }.CopyTo(image.Pixels);
        var input = s_gray with
        {
            Channels = ColourOrder.Rgb, Layout = TensorLayout.Nhwc, Height = new(2), Width = new(2), Mean = [0, 0, 0], Std = [1, 1, 1], Resize = ResizeMode.FitCorner, Padding = 9,
        };
        using var tensor = Encode(input, image);
        Assert.Equal([1, 0, 0.2f, 0, 1, 0.4f, 9, 9, 9, 9, 9, 9], tensor.Floats.ToArray(), Near);
        Assert.Equal(new TensorShape(2, 2, 3), tensor.Shape);
    }

    private static InputTensor Encode(ImageInput input, PixelImage image) => new ImageEncoder(input, int.MaxValue, new(0)).Encode(image);

    private static bool Near(float a, float b) => Math.Abs(a - b) < 1e-4f;
}
