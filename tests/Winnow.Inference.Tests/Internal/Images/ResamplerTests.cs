using CsCheck;
using Winnow.Inference.Internal.Images;
using Winnow.Inference.Tests.Support;

namespace Winnow.Inference.Tests.Internal.Images;

public sealed class ResamplerTests
{
    // By hand from the triangle filter: pixel centres at half positions, support = max(1, factor), weights normalised.
    [Theory]
    [InlineData(new byte[] { 0, 255 }, new[] { 0f, 63.75f, 191.25f, 255f })]
    [InlineData(new byte[] { 0, 100, 200, 255 }, new[] { 71.428571f, 209.285714f })]
    [InlineData(new byte[] { 7, 9 }, new[] { 7f, 9f })]
    [InlineData(new byte[] { 42 }, new[] { 42f, 42f, 42f })]
    public void Resize_Row_GivesTheWeightedMeans(byte[] source, float[] expected)
    {
        using var image = ImageFiles.Gray(source.Length, source);
        Assert.Equal(expected, FirstChannel(image, expected.Length, 1), Near);
    }

    [Fact]
    public void Resize_Column_IsLikeARow()
    {
        using var image = ImageFiles.Gray(1, 0, 100, 200, 255);
        Assert.Equal([71.428571f, 209.285714f], FirstChannel(image, 1, 2), Near);
    }

    [Fact]
    public void Resize_AnySize_StaysWithinTheRangeOfThePixels() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int[1, 20], Gen.Int[1, 20])
            .SelectMany((w, h, tw, th) => Gen.Byte.Array[w * h].Select(pixels => (w, tw, th, pixels)))
            .Sample(sample =>
            {
                using var image = ImageFiles.Gray(sample.w, sample.pixels);
                var resized = FirstChannel(image, sample.tw, sample.th);
                return resized.Min() >= sample.pixels.Min() - 0.01f && resized.Max() <= sample.pixels.Max() + 0.01f;
            });

    private static bool Near(float a, float b) => Math.Abs(a - b) < 1e-3f;

    private static float[] FirstChannel(PixelImage image, int width, int height)
    {
        using var rows = new Resampler(image, width, height);
        return [.. Enumerable.Range(0, height).SelectMany(y => rows.Row(y).ToArray().Where((_, i) => i % 4 == 0))];
    }
}
