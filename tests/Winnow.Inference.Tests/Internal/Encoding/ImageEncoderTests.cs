using SkiaSharp;
using Winnow.Core.Models;
using Winnow.Inference.Internal;
using Winnow.Inference.Tests.Support;

namespace Winnow.Inference.Tests.Internal;

public sealed class PreprocessorTests
{
    private static readonly ModelInput s_gray = new()
    {
        Tensor = "image", Channels = ColourOrder.Gray, Height = 2, Width = new(2, 2, 1), Mean = [0.5], Std = [0.25],
    };

    [Fact]
    public void Prepare_Normalises_PixelTimesScaleMinusMeanOverStd()
    {
        using var image = Images.Gray(2, 0, 51, 102, 255);
        using var tensor = new Preprocessor(s_gray).Prepare(image);
        Assert.Equal([-2f, -1.2f, -0.4f, 2f], tensor.Values.ToArray(), Near);
    }

    [Theory]
    [InlineData(ColourOrder.Rgb, new[] { 1f, 0.4f, 0.2f })]
    [InlineData(ColourOrder.Bgr, new[] { 0.2f, 0.4f, 1f })]
    public void Prepare_Colours_ArePlanesInTheCardsOrder(ColourOrder order, float[] expected)
    {
        using var image = ImageDecoder.Decode(Images.Png(1, 1, new SKColor(255, 102, 51)), 100);
        var input = s_gray with { Channels = order, Height = 1, Width = new(1, 1, 1), Mean = [0, 0, 0], Std = [1, 1, 1] };
        using var tensor = new Preprocessor(input).Prepare(image);
        Assert.Equal(expected, tensor.Values.ToArray(), Near);
    }

    [Fact]
    public void Prepare_ColourToGray_UsesLumaOfBt601()
    {
        using var image = ImageDecoder.Decode(Images.Png(1, 1, new SKColor(255, 0, 0)), 100);
        using var tensor = new Preprocessor(s_gray with { Height = 1, Width = new(1, 1, 1), Mean = [0], Std = [1] }).Prepare(image);
        Assert.Equal([0.299f], tensor.Values.ToArray(), Near);
    }

    [Fact]
    public void Prepare_Fit_PutsTheImageInTheMiddleOfThePadding()
    {
        using var image = Images.Gray(4, 255, 255, 255, 255, 255, 255, 255, 255);
        var input = s_gray with { Height = 4, Width = new(4, 4, 1), Mean = [0], Std = [1], Resize = ResizeMode.Fit, Padding = -7 };
        using var tensor = new Preprocessor(input).Prepare(image);
        Assert.Equal([-7, -7, -7, -7, 1, 1, 1, 1, 1, 1, 1, 1, -7, -7, -7, -7], tensor.Values.ToArray(), Near);
    }

    [Theory]
    [InlineData(3, 1, 8)] // as wide as 6 at height 2, padded to the narrowest
    [InlineData(5, 1, 12)] // 10, rounded up to the step
    [InlineData(6, 1, 12)]
    [InlineData(50, 1, 16)] // squeezed into the widest
    public void Prepare_FitHeight_RoundsTheWidthUpToABucket(int width, int height, int expected)
    {
        using var image = Images.Gray(width, new byte[width * height]);
        var input = s_gray with { Width = new(8, 16, 4), Resize = ResizeMode.FitHeight };
        using var tensor = new Preprocessor(input).Prepare(image);
        Assert.Equal((expected, expected * 2), (tensor.Width, tensor.Values.Length));
    }

    [Fact]
    public void Prepare_FitHeight_PadsOnTheRight()
    {
        using var image = Images.Gray(1, 255, 255);
        var input = s_gray with { Width = new(3, 9, 1), Mean = [0], Std = [1], Resize = ResizeMode.FitHeight };
        using var tensor = new Preprocessor(input).Prepare(image);
        Assert.Equal([1, 0, 0, 1, 0, 0], tensor.Values.ToArray(), Near);
    }

    private static bool Near(float a, float b) => Math.Abs(a - b) < 1e-4f;
}
