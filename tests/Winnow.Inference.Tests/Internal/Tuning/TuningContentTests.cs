using SkiaSharp;
using Winnow.Core.Models;
using Winnow.Inference.Internal.Tuning;
using Winnow.Inference.Tests.Support;

namespace Winnow.Inference.Tests.Internal.Tuning;

public sealed class TuningContentTests
{
    [Fact]
    public void Of_Lines_IsTheSampleInSeveralWidths()
    {
        using var folder = ModelFolder.Lines();
        var sizes = Of(folder.Files).Select(SizeOf).ToList();
        Assert.Equal(SizeOf(File.ReadAllBytes(folder.Files.PathOf("sample.png"))), sizes[0]);
        Assert.Equal(5, sizes.Distinct().Count());
        Assert.All(sizes, size => Assert.Equal(sizes[0].Height, size.Height));
    }

    [Fact]
    public void Of_TextsOfAnyLength_HasShorterAndLongerOnes()
    {
        using var folder = ModelFolder.Changed("names-tagger");
        var words = Of(folder.Files).Select(content => System.Text.Encoding.UTF8.GetString(content).Split(' ').Length).ToList();
        Assert.Equal(words.Count, words.Distinct().Count());
        Assert.InRange(words[0], words.Min() + 1, words.Max() - 1);
    }

    [Fact]
    public void Of_OneSize_IsTheSample()
    {
        using var folder = ModelFolder.Changed("digits-cnn");
        Assert.Equal(File.ReadAllBytes(folder.Files.PathOf("sample.png")), Assert.Single(Of(folder.Files)));
    }

    private static IReadOnlyList<byte[]> Of(ModelFiles files) => TuningContent.Of(files, ModelCardReader.Read(File.ReadAllText(files.PathOf("card.yaml")), "card.yaml"));

    private static (int Width, int Height) SizeOf(byte[] content)
    {
        using var image = SKBitmap.Decode(content);
        return (image.Width, image.Height);
    }
}
