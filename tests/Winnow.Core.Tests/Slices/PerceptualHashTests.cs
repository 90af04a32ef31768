using System.Globalization;
using Winnow.Core.Slices;

namespace Winnow.Core.Tests.Slices;

public sealed class PerceptualHashTests
{
    private const int Images = 100;
    private static readonly GreyImage[] s_images = [.. Enumerable.Range(0, Images).Select(seed => GreyImage.Draw(seed))];

    [Fact]
    public void Hashes_OfReferencePixels_EqualImagehashRules()
    {
        var hashes = SlicesReference.Load().Hashes;
        Assert.Equal(20, hashes.Count);
        foreach (var expected in hashes)
        {
            var pixels = Convert.FromHexString(expected.Pixels);
            Assert.Equal(expected.PHash, PerceptualHash.PHash(pixels).ToString("x16", CultureInfo.InvariantCulture));
            var small = Enumerable.Range(2, 8).SelectMany(row => pixels.Skip((row * 32) + 2).Take(9)).ToArray();
            Assert.Equal(expected.DHash, PerceptualHash.DHash(small).ToString("x16", CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [InlineData("brightness", NearDuplicates.DefaultDistance, 0.97, 0.97)]
    [InlineData("noise", NearDuplicates.DefaultDistance, 0.97, 0.97)]
    [InlineData("scale", NearDuplicates.DefaultDistance, 0.8, 0.9)]
    [InlineData("all", NearDuplicates.DefaultDistance, 0.8, 0.9)]
    [InlineData("all", 6, 0.97, 0.97)]
    public void NearDuplicates_OfAlteredCopies_AreFound(string alteration, int distance, double pHashRecall, double dHashRecall)
    {
        var (recall, precision) = Measure(alteration, distance, image => PerceptualHash.PHash(image.Shrink(32, 32)));
        Assert.True(recall >= pHashRecall && precision >= 0.99, $"pHash: recall {recall}, precision {precision}");
        (recall, precision) = Measure(alteration, distance, image => PerceptualHash.DHash(image.Shrink(9, 8)));
        Assert.True(recall >= dHashRecall && precision >= 0.97, $"dHash: recall {recall}, precision {precision}");
    }

    [Fact]
    public void Hashes_OfAnotherSize_Throw()
    {
        Assert.Throws<ArgumentException>(() => PerceptualHash.PHash(new byte[64]));
        Assert.Throws<ArgumentException>(() => PerceptualHash.DHash(new byte[64]));
    }

    private static (double Recall, double Precision) Measure(string alteration, int distance, Func<GreyImage, ulong> hash)
    {
        var duplicates = new NearDuplicates(distance);
        for (var seed = 0; seed < Images; seed++)
        {
            duplicates.Add(new($"{seed}", "train", hash(s_images[seed])));
            duplicates.Add(new($"copy of {seed}", "test", hash(Alter(s_images[seed], alteration, seed))));
        }

        var pairs = duplicates.Find().Pairs;
        double right = pairs.Count(pair => pair.OtherId == $"copy of {pair.ItemId}");
        return (right / Images, right / pairs.Count);
    }

    private static GreyImage Alter(GreyImage image, string alteration, int seed) => alteration switch
    {
        "brightness" => image.Brighter(0.9, 15),
        "noise" => image.Noisy(seed, 8),
        "scale" => image.Rescaled(97),
        _ => image.Rescaled(97).Brighter(0.95, 10).Noisy(seed, 4),
    };
}
