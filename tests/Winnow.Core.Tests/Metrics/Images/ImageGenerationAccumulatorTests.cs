using System.Text.Json;
using CsCheck;
using Winnow.Core.Evaluations;
using Winnow.Core.Metrics.Images;

namespace Winnow.Core.Tests.Metrics.Images;

public sealed class ImageGenerationAccumulatorTests
{
    private static readonly FeatureExtractor s_extractor = new("inception-v3@1", 3, "resize:bicubic 299x299");

    private static readonly Gen<(bool IsReference, string Id, float[] Features)[]> s_images =
        Gen.Select(Gen.Bool, Gen.Float[-10, 10].Array[3]).Array[0, 40]
            .Select(images => images.Select((image, i) => (image.Item1, $"image {i * 7919 % 101}", image.Item2)).ToArray());

    [Fact]
    public void Merge_OfShardsInAnyOrder_EqualsOnePass() => Gen.Select(s_images, Gen.Int[1, 6]).Sample((images, shards) =>
    {
        var parts = images.Select((image, i) => (image, i)).GroupBy(pair => pair.i * 31 % shards, pair => pair.image).Select(part => Of([.. part])).Reverse();
        var merged = new ImageGenerationAccumulator(s_extractor);
        foreach (var part in parts)
        {
            merged.Merge(JsonSerializer.Deserialize<ImageGenerationAccumulator>(Json(part), EvaluationJson.Options)!);
        }

        var whole = Of(images);
        Assert.Equal(Json(whole), Json(merged));
        Assert.Equal(whole.GetScores(), merged.GetScores());
    }, iter: 30);

    [Fact]
    public void GetScores_OfAReferenceCase_AreThoseOfItsParts()
    {
        var sets = ImagesReference.Load()[^1];
        var scores = Of([.. sets.Real.Select((v, i) => (true, $"{i}", v)), .. sets.Fake.Select((v, i) => (false, $"{i}", v))]).GetScores();
        Assert.Equal(sets.Fid, scores[ImageGenerationMetricNames.Fid].Value!.Value, 1e-6 * sets.Fid);
        Assert.Equal(sets.Manifold!.Precision, scores[ImageGenerationMetricNames.Precision].Value!.Value, 1e-9);
        Assert.Equal(sets.Manifold.Recall, scores[ImageGenerationMetricNames.Recall].Value!.Value, 1e-9);
        Assert.Equal(sets.Manifold.Density, scores[ImageGenerationMetricNames.Density].Value!.Value, 1e-9);
        Assert.Equal(sets.Manifold.Coverage, scores[ImageGenerationMetricNames.Coverage].Value!.Value, 1e-9);
        Assert.NotNull(scores[ImageGenerationMetricNames.Kid].Value);
        Assert.NotNull(scores[ImageGenerationMetricNames.KidDeviation].Value);
        Assert.All(scores.Values, score => Assert.Contains(
            "extractor:inception-v3@1|dimensions:3|preparation:resize:bicubic 299x299|images:150 reference, 140 generated", score.Signature, StringComparison.Ordinal));
        Assert.All(scores.Values, score => Assert.DoesNotContain("warning", score.Signature, StringComparison.Ordinal));
    }

    [Fact]
    public void GetScores_OfTooFewImages_AreNullAndSayWhy()
    {
        var scores = new ImageGenerationAccumulator(s_extractor).GetScores();
        Assert.Equal(7, scores.Count);
        Assert.All(scores.Values, score => Assert.Null(score.Value));
        Assert.Contains("none:at least 2 images of each side are needed", scores[ImageGenerationMetricNames.Fid].Signature, StringComparison.Ordinal);
        Assert.Contains("none:at least 6 images of each side are needed", scores[ImageGenerationMetricNames.Density].Signature, StringComparison.Ordinal);
    }

    [Fact]
    public void GetScores_OfFewerImagesThanDimensions_Warn()
    {
        var scores = Of([(true, "a", [1, 2, 3]), (true, "b", [2, 2, 1]), (false, "a", [1, 2, 3]), (false, "b", [2, 2, 1])]).GetScores();
        Assert.Equal(0, scores[ImageGenerationMetricNames.Fid].Value!.Value, 1e-9);
        Assert.Contains("warning:fewer images than dimensions", scores[ImageGenerationMetricNames.Fid].Signature, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_OfBadVectors_Throws()
    {
        var images = new ImageGenerationAccumulator(s_extractor);
        images.Add(isReference: true, "a", [1, 2, 3]);
        images.Add(isReference: false, "a", [1, 2, 3]);
        Assert.Contains("'a' was added before", Assert.Throws<ArgumentException>(() => images.Add(true, "a", [1, 2, 3])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => images.Add(true, "b", [1, 2]));
        Assert.Throws<ArgumentException>(() => images.Add(true, "b", [1, 2, float.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FeatureExtractor("x", 0, ""));
        Assert.Single(images.Reference);
    }

    [Fact]
    public void Merge_OfAKnownImage_ThrowsAndTakesNothing()
    {
        var (images, other) = (Of([(false, "b", [1, 2, 3])]), Of([(true, "a", [1, 2, 3]), (false, "b", [1, 2, 3])]));
        Assert.Contains("'b' was added before", Assert.Throws<ArgumentException>(() => images.Merge(other)).Message, StringComparison.Ordinal);
        Assert.Empty(images.Reference);
    }

    [Fact]
    public void Merge_OfAnotherExtractor_Throws() => Assert.Throws<ArgumentException>(
        () => new ImageGenerationAccumulator(s_extractor).Merge(new ImageGenerationAccumulator(s_extractor with { Preparation = "resize:nearest" })));

    private static ImageGenerationAccumulator Of((bool IsReference, string Id, float[] Features)[] images)
    {
        var numbers = new ImageGenerationAccumulator(s_extractor);
        foreach (var (isReference, id, features) in images)
        {
            numbers.Add(isReference, id, features);
        }

        return numbers;
    }

    private static string Json(ImageGenerationAccumulator numbers) => JsonSerializer.Serialize(numbers, EvaluationJson.Options);
}
