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
        }
    }

    [Theory]
    [InlineData("brightness", NearDuplicates.DefaultDistance, 0.97)]
    [InlineData("noise", NearDuplicates.DefaultDistance, 0.97)]
    [InlineData("scale", NearDuplicates.DefaultDistance, 0.8)]
    [InlineData("all", NearDuplicates.DefaultDistance, 0.8)]
    [InlineData("all", 6, 0.97)]
    public void NearDuplicates_OfAlteredCopies_AreFound(string alteration, int distance, double expectedRecall)
    {
        var duplicates = new NearDuplicates(distance);
        for (var seed = 0; seed < Images; seed++)
        {
            duplicates.Add(new($"{seed}", "train", Hash(s_images[seed])));
            duplicates.Add(new($"copy of {seed}", "test", Hash(Alter(s_images[seed], alteration, seed))));
        }

        var (recall, precision) = CopyPairs.Measure(duplicates, Images);
        Assert.True(recall >= expectedRecall && precision >= 0.99, $"recall {recall}, precision {precision}");
    }

    [Fact]
    public void PHash_OfAnotherSize_Throws() => Assert.Throws<ArgumentException>(() => PerceptualHash.PHash(new byte[64]));

    private static ulong Hash(GreyImage image) => PerceptualHash.PHash(image.Shrink(32, 32));

    private static GreyImage Alter(GreyImage image, string alteration, int seed) => alteration switch
    {
        "brightness" => image.Brighter(0.9, 15),
        "noise" => image.Noisy(seed, 8),
        "scale" => image.Rescaled(97),
        _ => image.Rescaled(97).Brighter(0.95, 10).Noisy(seed, 4),
    };
}
