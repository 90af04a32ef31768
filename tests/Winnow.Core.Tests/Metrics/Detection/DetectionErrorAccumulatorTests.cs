using System.Globalization;
using System.Text.Json;
using CsCheck;
using Winnow.Core.Evaluations;
using Winnow.Core.Labels;
using Winnow.Core.Metrics.Detection;

namespace Winnow.Core.Tests.Metrics.Detection;

public sealed class DetectionErrorAccumulatorTests
{
    private const double Tolerance = 1e-9;
    private const double PerCent = 100;
    private static readonly TideReference s_reference = TideReference.Load();
    private static readonly Box s_box = new(10, 10, 50, 50);
    private static readonly string[] s_kinds = ["cls", "loc", "both", "dupe", "bkg", "miss"];

    [Fact]
    public void GetScores_OfReferenceCases_EqualTide()
    {
        Assert.Equal("tidecv 1.0.1, dbolya/tide 49a5d2a", s_reference.Tide);
        Assert.True(s_reference.Boxes.Count > 130 && s_reference.Masks.Count >= 40);
        foreach (var (overlap, prefix, expected) in Cases())
        {
            var scores = Of(expected, overlap).GetScores();
            Assert.Equal(s_kinds.Length + 2, scores.Count);
            foreach (var kind in s_kinds)
            {
                AssertNumber(expected.Main[kind], scores[$"{prefix}tide-{kind}"].Value);
            }

            AssertNumber(expected.Special[0], scores[prefix + "tide-fp"].Value);
            AssertNumber(expected.Special[1], scores[prefix + "tide-fn"].Value);
        }
    }

    [Fact]
    public void AddImage_OfReferenceCases_FindsTheErrorsOfTide()
    {
        foreach (var (overlap, _, expected) in Cases())
        {
            var numbers = new DetectionErrorAccumulator(new() { Overlap = overlap });
            var errors = Images(expected).SelectMany(image => numbers.AddImage(image.Id, image.Truths, image.Detections)).ToList();
            Assert.Equal(expected.Errors.Select(Text).Order(StringComparer.Ordinal), errors.Select(Text).Order(StringComparer.Ordinal));
            Assert.Equal(s_kinds.Select(kind => expected.Counts[kind]), numbers.GetShares().Select(share => share.Count));
        }
    }

    [Fact]
    public void Merge_OfShardsInAnyOrder_EqualsOnePass() =>
        Gen.Select(SomeDetections.Images, Gen.Int[1, 5], Gen.Int).Sample((images, shards, seed) =>
        {
            var merged = new DetectionErrorAccumulator(new());
            foreach (var part in SomeDetections.Split(images, shards, seed))
            {
                merged.Merge(Copy(Of(part, OverlapKind.Box)));
            }

            var whole = Of(images, OverlapKind.Box);
            Assert.Equal(Json(whole), Json(merged));
            Assert.Equal(whole.GetScores(), merged.GetScores());
            Assert.Equal(whole.GetShares(), Copy(merged).GetShares());
            Assert.Equal(Json(whole), Json(Copy(merged)));
        });

    [Fact]
    public void Examples_OfMoreErrorsThanAreKept_AreThoseWithTheHighestScores()
    {
        var images = Enumerable.Range(0, 150).Select(i => ($"i{i}", Array.Empty<LabelledObject>(), new[] { SomeDetections.Detection("a", s_box, i / 150.0) }));
        var examples = Of(images, OverlapKind.Box).Examples;
        Assert.Equal(DetectionErrorAccumulator.ExamplesPerKind, examples.Count);
        Assert.Equal(new DetectionError("i149", DetectionErrorKind.Background, "a", 0, null, 149 / 150.0), examples[0]);
        Assert.Equal("i50", examples[^1].ImageId);
    }

    [Fact]
    public void AddImage_OfDuplicateAndNearMiss_NamesTheTruth()
    {
        LabelledObject[] truths = [SomeDetections.Truth("a", s_box), SomeDetections.Truth("b", new(200, 200, 40, 40))];
        LabelledObject[] detections =
            [SomeDetections.Detection("a", s_box, 0.9), SomeDetections.Detection("a", s_box, 0.8), SomeDetections.Detection("a", new(200, 200, 40, 15), 0.7)];
        Assert.Equal(
            [
                new("i", DetectionErrorKind.Duplicate, "a", 1, 0, 0.8), new("i", DetectionErrorKind.WrongBoth, "a", 2, 1, 0.7),
                new("i", DetectionErrorKind.Missed, "b", null, 1, null),
            ],
            new DetectionErrorAccumulator(new()).AddImage("i", truths, detections));
    }

    [Fact]
    public void AddImage_OfTheSameImageOrMalformed_Throws()
    {
        var numbers = Of([("i1", [SomeDetections.Truth("a", s_box)], [])], OverlapKind.Box);
        Assert.Contains("'i1'", Assert.Throws<ArgumentException>(() => numbers.AddImage("i1", [], [])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => numbers.Merge(Copy(numbers)));
        Assert.Throws<ArgumentException>(() => numbers.AddImage("i2", [], [SomeDetections.Detection("a", s_box, null)]));
        Assert.Throws<ArgumentException>(() => numbers.Merge(new(new() { Overlap = OverlapKind.Mask })));
    }

    [Fact]
    public void GetScores_WithoutImages_AreNull() =>
        Assert.All(new DetectionErrorAccumulator(new()).GetScores().Values, score => Assert.Null(score.Value));

    private static IEnumerable<(OverlapKind Overlap, string Prefix, TideReference.Case Expected)> Cases() =>
        s_reference.Boxes.Select(expected => (OverlapKind.Box, "", expected)).Concat(s_reference.Masks.Select(expected => (OverlapKind.Mask, "mask-", expected)));

    private static void AssertNumber(double? perCent, double? actual)
    {
        Assert.Equal(perCent is null, actual is null);
        Assert.Equal(perCent.GetValueOrDefault() / PerCent, actual.GetValueOrDefault(), Tolerance);
    }

    private static string Text(JsonElement[] error) => $"{error[0]} {error[1]} {error[2]} {error[3]}";

    // The reference names the truth of these kinds only.
    private static string Text(DetectionError error)
    {
        var kind = s_kinds[(int)error.Kind];
        return $"{kind} {int.Parse(error.ImageId, CultureInfo.InvariantCulture)} {error.Detection ?? -1} {(kind is "cls" or "loc" or "miss" ? error.Truth : -1)}";
    }

    private static IEnumerable<(string Id, LabelledObject[] Truths, LabelledObject[] Detections)> Images(TideReference.Case expected) =>
        DetectionReference.Images(expected.Images, expected.Truths, expected.Detections, s_reference.Size);

    private static DetectionErrorAccumulator Of(TideReference.Case expected, OverlapKind overlap) => Of(Images(expected), overlap);

    private static DetectionErrorAccumulator Of(IEnumerable<(string Id, LabelledObject[] Truths, LabelledObject[] Detections)> images, OverlapKind overlap)
    {
        var numbers = new DetectionErrorAccumulator(new() { Overlap = overlap });
        foreach (var (id, truths, detections) in images)
        {
            numbers.AddImage(id, truths, detections);
        }

        return numbers;
    }

    private static DetectionErrorAccumulator Copy(DetectionErrorAccumulator numbers) =>
        JsonSerializer.Deserialize<DetectionErrorAccumulator>(Json(numbers), EvaluationJson.Options)!;

    private static string Json(DetectionErrorAccumulator numbers) => JsonSerializer.Serialize(numbers, EvaluationJson.Options);
}
