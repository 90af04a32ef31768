using System.Text.Json;
using CsCheck;
using Winnow.Core.Evaluations;
using Winnow.Core.Labels;
using Winnow.Core.Metrics.Detection;

namespace Winnow.Core.Tests.Metrics.Detection;

public sealed class DetectionAccumulatorTests
{
    private const double Tolerance = 1e-9;
    private static readonly DetectionReference s_reference = DetectionReference.Load();
    private static readonly Box s_box = new(10, 10, 50, 50);

    private static readonly string[] s_names =
        ["ap", "ap50", "ap75", "ap-small", "ap-medium", "ap-large", "ar1", "ar10", "ar100", "ar-small", "ar-medium", "ar-large"];

    [Fact]
    public void GetScores_OfReferenceBoxes_EqualCocoEval()
    {
        Assert.Equal("2.0, cocoapi 8c9bcc3", s_reference.Pycocotools);
        Assert.True(s_reference.Boxes.Count > 150);
        Assert.True(s_reference.Boxes.Count(expected => expected.Stats[0] is > 0.05 and < 0.95) > 100);
        foreach (var expected in s_reference.Boxes)
        {
            AssertStats(expected.Stats, Of(expected, OverlapKind.Box), "");
        }
    }

    [Fact]
    public void GetScores_OfReferenceMasks_EqualCocoEval()
    {
        Assert.True(s_reference.Masks.Count >= 70);
        Assert.True(s_reference.Masks.Count(expected => expected.Stats[0] is > 0.05 and < 0.95) > 30);
        foreach (var expected in s_reference.Masks)
        {
            AssertStats(expected.Stats, Of(expected, OverlapKind.Mask), "mask-");
        }
    }

    [Fact]
    public void ClassScoresAndCurves_OfReferenceCases_EqualCocoEval()
    {
        var compared = 0;
        var cases = s_reference.Boxes.Select(c => (OverlapKind.Box, c)).Concat(s_reference.Masks.Select(c => (OverlapKind.Mask, c)));
        foreach (var (kind, expected) in cases)
        {
            var numbers = Of(expected, kind);
            var (scores, curves) = (numbers.GetClassScores().ToDictionary(score => score.Label), numbers.GetCurves().ToLookup(curve => curve.Label));
            foreach (var part in expected.Classes ?? [])
            {
                var label = DetectionReference.LabelOf(part.Class);
                AssertNumber(part.Ap, scores.GetValueOrDefault(label)?.Ap);
                AssertNumber(part.Ar, scores.GetValueOrDefault(label)?.Ar100);
                Assert.Equal(part.Ap < 0 ? [] : part.Curves, curves[label].Select(curve => curve.Precision.Select(p => Math.Round(p, 12))));
                compared++;
            }
        }

        Assert.True(compared > 30);
    }

    [Fact]
    public void Ap_WithWeights_EqualsCocoEvalOfRepeatedImages()
    {
        Assert.True(s_reference.Weighted.Count >= 60);
        foreach (var expected in s_reference.Weighted)
        {
            var numbers = Of(DetectionReference.Images(expected.Images, expected.Truths, expected.Detections), OverlapKind.Box);
            var resample = numbers.ToResample();
            AssertNumber(expected.Ap, resample.Ap(expected.Weights));
            AssertNumber(expected.Ap50, resample.Ap50(expected.Weights));
        }
    }

    [Fact]
    public void Ap_WithWeightsOfOne_IsAp() =>
        SomeDetections.Images.Sample(images =>
        {
            var numbers = Of(images, OverlapKind.Box);
            var resample = numbers.ToResample();
            var ones = Enumerable.Repeat(1, images.Length).ToArray();
            var scores = numbers.GetScores();
            AssertNumber(scores["ap"].Value ?? -1, resample.Ap(ones));
            AssertNumber(scores["ap50"].Value ?? -1, resample.Ap50(ones));
            Assert.Null(resample.Ap(new int[images.Length]));
            Assert.Equal(images.Select(image => image.Id).Order(StringComparer.Ordinal), resample.ImageIds);
        });

    [Fact]
    public void Ap_WithWeightsThatDoNotFit_Throws()
    {
        var resample = Of([("a", [SomeDetections.Truth("c", s_box)], [])], OverlapKind.Box).ToResample();
        Assert.Throws<ArgumentException>(() => resample.Ap([1, 1]));
        Assert.Throws<ArgumentException>(() => resample.Ap([-1]));
    }

    [Fact]
    public void Merge_OfShardsInAnyOrder_EqualsOnePass() =>
        Gen.Select(SomeDetections.Images, Gen.Int[1, 5], Gen.Int).Sample((images, shards, seed) =>
        {
            var parts = SomeDetections.Split(images, shards, seed).Select(part => Of(part, OverlapKind.Box));
            var merged = new DetectionAccumulator(new());
            foreach (var part in parts)
            {
                merged.Merge(Copy(part));
            }

            var whole = Of(images, OverlapKind.Box);
            Assert.Equal(Json(whole), Json(merged));
            Assert.Equal(whole.GetScores(), merged.GetScores());
            Assert.Equal(whole.GetClassScores(), merged.GetClassScores());
            Assert.Equal(Json(whole), Json(Copy(merged)));
            Assert.Equal(whole.GetScores(), Copy(merged).GetScores());
        });

    [Fact]
    public void AddImage_SaysWhatBecameOfEachObject()
    {
        var crowd = new LabelledObject { Label = "a", Box = new(200, 200, 100, 100), IsCrowd = true };
        LabelledObject[] truths = [SomeDetections.Truth("a", s_box), SomeDetections.Truth("a", new(100, 10, 20, 20)), SomeDetections.Truth("b", s_box), crowd];
        LabelledObject[] detections =
        [
            SomeDetections.Detection("a", s_box, 0.3), SomeDetections.Detection("a", s_box with { Height = 40 }, 0.9),
            SomeDetections.Detection("a", new(210, 210, 20, 20), 0.5), SomeDetections.Detection("c", s_box, 1),
        ];
        var result = new DetectionAccumulator(new()).AddImage("i", truths, detections);
        Assert.Equal([new DetectionMatch(1, 0, 0.8)], result.TruePositives);
        Assert.Equal([0, 3], result.FalsePositives);
        Assert.Equal([1, 2], result.Misses);
    }

    [Fact]
    public void AddImage_MoreThanAHundredDetectionsOfAClass_HoldsTheBest()
    {
        var numbers = new DetectionAccumulator(new());
        var result = numbers.AddImage("i", [], [.. Enumerable.Range(0, 130).Select(i => SomeDetections.Detection(i < 120 ? "a" : "b", s_box, i / 130.0))]);
        Assert.Equal(110, numbers.Detections);
        Assert.Equal(Enumerable.Range(20, 110), result.FalsePositives);
    }

    [Fact]
    public void AddImage_OfTheSameImage_ThrowsAndCountsNothing()
    {
        var numbers = Of([("i1", [SomeDetections.Truth("a", s_box)], [])], OverlapKind.Box);
        var before = Json(numbers);
        Assert.Contains("'i1'", Assert.Throws<ArgumentException>(() => numbers.AddImage("i1", [], [])).Message, StringComparison.Ordinal);
        var other = Of([("i0", [], []), ("i1", [], [])], OverlapKind.Box);
        Assert.Contains("'i1'", Assert.Throws<ArgumentException>(() => numbers.Merge(other)).Message, StringComparison.Ordinal);
        Assert.Equal(before, Json(numbers));
    }

    [Theory]
    [InlineData(0, 0, -1, 5, 0.5)]
    [InlineData(0, 0, 5, -0.1, 0.5)]
    [InlineData(double.NaN, 0, 5, 5, 0.5)]
    [InlineData(0, 0, double.PositiveInfinity, 5, 0.5)]
    [InlineData(0, 0, 5, 5, null)]
    [InlineData(0, 0, 5, 5, 1.1)]
    [InlineData(0, 0, 5, 5, -0.1)]
    [InlineData(0, 0, 5, 5, double.NaN)]
    public void AddImage_OfMalformedDetection_ThrowsAndCountsNothing(double x, double y, double width, double height, double? score)
    {
        var numbers = new DetectionAccumulator(new());
        LabelledObject[] detections = [SomeDetections.Detection("a", s_box, 1), SomeDetections.Detection("b", new(x, y, width, height), score)];
        var message = Assert.Throws<ArgumentException>(() => numbers.AddImage("im", [], detections)).Message;
        Assert.StartsWith("Image 'im', detection 1: ", message, StringComparison.Ordinal);
        Assert.Equal(Json(new(new())), Json(numbers));
    }

    [Fact]
    public void AddImage_OfMalformedTruth_Throws()
    {
        var truth = SomeDetections.Truth("a", s_box);
        var broken = new ObjectMask { Height = 5, Width = 5, Counts = "1" };
        AssertRefused(OverlapKind.Box, truth with { Area = double.NaN });
        AssertRefused(OverlapKind.Box, truth with { Mask = broken });
        AssertRefused(OverlapKind.Mask, truth);
        AssertRefused(OverlapKind.Mask, truth with { Mask = broken, Area = 1 });
    }

    [Fact]
    public void AddImage_OfMasksThatDifferInSize_ThrowsAndCountsNothing()
    {
        static ObjectMask Empty(int height) => new() { Height = height, Width = 5, Polygons = [] };
        var numbers = new DetectionAccumulator(new() { Overlap = OverlapKind.Mask });
        LabelledObject[] truths = [SomeDetections.Truth("a", s_box) with { Mask = Empty(4) }];
        LabelledObject[] detections =
            [SomeDetections.Detection("b", s_box, 1) with { Mask = Empty(4) }, SomeDetections.Detection("a", s_box, 1) with { Mask = Empty(3) }];
        var message = Assert.Throws<ArgumentException>(() => numbers.AddImage("im", truths, detections)).Message;
        Assert.StartsWith("Image 'im', detection 1: ", message, StringComparison.Ordinal);
        Assert.Equal(0, numbers.Detections);
    }

    [Fact]
    public void AddImage_OfTruthWithoutArea_TakesThatOfTheMaskOrElseOfTheBox()
    {
        var mask = new ObjectMask { Height = 100, Width = 100, Polygons = [[0, 0, 10, 0, 10, 10, 0, 10]] };
        var small = Of([("i", [SomeDetections.Truth("a", s_box) with { Mask = mask }], [])], OverlapKind.Box).GetScores();
        var medium = Of([("i", [SomeDetections.Truth("a", s_box)], [])], OverlapKind.Box).GetScores();
        Assert.Equal((0.0, null), (small["ap-small"].Value, small["ap-medium"].Value));
        Assert.Equal((null, 0.0), (medium["ap-small"].Value, medium["ap-medium"].Value));
    }

    [Fact]
    public void Merge_OfAnotherOverlap_Throws() =>
        Assert.Throws<ArgumentException>(() => new DetectionAccumulator(new()).Merge(new(new() { Overlap = OverlapKind.Mask })));

    [Fact]
    public void Deserialise_OfBrokenState_Throws()
    {
        var state = Of([("i", [SomeDetections.Truth("a", s_box)], [])], OverlapKind.Box).State;
        Assert.Throws<ArgumentException>(() => new DetectionAccumulator(new(), state with { Truths = state.Truths[..^1] }));
        Assert.Throws<ArgumentException>(() => new DetectionAccumulator(new(), state with { Truths = [.. state.Truths, 0] }));
        Assert.Throws<ArgumentException>(() => new DetectionAccumulator(new(), state with { Classes = [] }));
        var twice = state with { Images = ["i", "i"], Truths = [.. state.Truths, 0, 0, 0, 0], Detections = new byte[8] };
        Assert.Throws<ArgumentException>(() => new DetectionAccumulator(new(), twice));
    }

    [Fact]
    public void GetScores_Always_SayHowTheyWereComputed()
    {
        var scores = new DetectionAccumulator(new()).GetScores();
        Assert.Equal(s_names.Order(), scores.Keys.Order());
        Assert.All(scores.Values, score => Assert.Null(score.Value));
        Assert.Equal(
            "ap|iou:box|thresholds:0.50:0.05:0.95|recalls:101|area:all|detections:100 per image and class|classes:mean over those with truths"
            + "|ties:image id ordinal, then order on the image|COCOeval of cocoapi 8c9bcc3 semantics", scores["ap"].Signature);
    }

    private static DetectionAccumulator Of(DetectionReference.Case expected, OverlapKind overlap) =>
        Of(DetectionReference.Images(expected.Images, expected.Truths, expected.Detections, s_reference.Size), overlap);

    private static DetectionAccumulator Of(IEnumerable<(string Id, LabelledObject[] Truths, LabelledObject[] Detections)> images, OverlapKind overlap)
    {
        var numbers = new DetectionAccumulator(new() { Overlap = overlap });
        foreach (var (id, truths, detections) in images)
        {
            numbers.AddImage(id, truths, detections);
        }

        return numbers;
    }

    private static void AssertRefused(OverlapKind overlap, LabelledObject truth)
    {
        var numbers = new DetectionAccumulator(new() { Overlap = overlap });
        var message = Assert.Throws<ArgumentException>(() => numbers.AddImage("im", [truth], [])).Message;
        Assert.StartsWith("Image 'im', truth 0: ", message, StringComparison.Ordinal);
    }

    private static void AssertStats(double[] expected, DetectionAccumulator numbers, string prefix)
    {
        var scores = numbers.GetScores();
        Assert.Equal(s_names.Length, expected.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            AssertNumber(expected[i], scores[prefix + s_names[i]].Value);
        }
    }

    // COCOeval says -1 where there is no number.
    private static void AssertNumber(double expected, double? actual) => Assert.Equal(expected, actual ?? -1, Tolerance);

    private static DetectionAccumulator Copy(DetectionAccumulator numbers) =>
        JsonSerializer.Deserialize<DetectionAccumulator>(Json(numbers), EvaluationJson.Options)!;

    private static string Json(DetectionAccumulator numbers) => JsonSerializer.Serialize(numbers, EvaluationJson.Options);
}
