using Winnow.Cli.Demo;

namespace Winnow.Cli.Tests.Demo;

public sealed class ImageTraitsTests
{
    [Theory]
    [InlineData(255, 0, 0, "red")]
    [InlineData(255, 0, 60, "red")]
    [InlineData(200, 120, 60, "orange")]
    [InlineData(200, 200, 60, "yellow")]
    [InlineData(0, 255, 0, "green")]
    [InlineData(60, 120, 255, "blue")]
    [InlineData(160, 0, 255, "purple")]
    [InlineData(100, 104, 100, "grey")]
    [InlineData(0, 0, 0, "grey")]
    public void Of_OneColour_HasItsName(byte red, byte green, byte blue, string expected)
    {
        var traits = ImageTraits.Of([red, green, blue, 255]);

        Assert.Equal(expected, traits.Colour);
        Assert.Equal((0.299 * red) + (0.587 * green) + (0.114 * blue), traits.Brightness, 1e-9);
        Assert.Equal(0, traits.Contrast, 1e-3);
    }

    [Fact]
    public void Of_BlackAndWhite_HasTheGreatestContrast() =>
        Assert.Equal(new ImageTraits(127.5, 127.5, "grey"), ImageTraits.Of([0, 0, 0, 255, 255, 255, 255, 255]));

    [Fact]
    public void Of_NoPixels_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => ImageTraits.Of([]));

    [Fact]
    public void Name_OfNineValues_CutsThemIntoThirds()
    {
        var terciles = Terciles.Of([9, 8, 7, 6, 5, 4, 3, 2, 1]);

        Assert.Equal(["low", "low", "low", "middle", "middle", "middle", "high", "high", "high"],
            Enumerable.Range(1, 9).Select(value => terciles.Name(value, "low", "middle", "high")));
    }
}
