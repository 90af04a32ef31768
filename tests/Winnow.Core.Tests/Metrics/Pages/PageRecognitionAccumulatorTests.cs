using System.Text.Json;
using CsCheck;
using Winnow.Core.Evaluations;
using Winnow.Core.Labels;
using Winnow.Core.Metrics.Detection;
using Winnow.Core.Metrics.Pages;
using Winnow.Core.Metrics.Text;

namespace Winnow.Core.Tests.Metrics.Pages;

public sealed class PageRecognitionAccumulatorTests
{
    private const double Tolerance = 1e-9;
    private static readonly PageReference s_reference = PageReference.Load();
    private static readonly Box s_box = new(0, 0, 20, 10);

    private static readonly string[] s_texts = ["abc", "abd", "###", "", "a c"];

    private static readonly Gen<LabelledObject> s_line = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 4].Select(i => s_texts[i]), Gen.Int[0, 4])
        .Select((x, y, text, score) => Line(text, new(x * 5, y * 4, 20, 10), score / 4.0));

    private static readonly Gen<(LabelledObject[] Truths, LabelledObject[] Detections)[]> s_pages =
        Gen.Select(s_line.Array[0, 4], s_line.Array[0, 4]).Array[0, 8];

    [Fact]
    public void GetScores_OfReferenceCases_EqualThePlainRules()
    {
        Assert.True(s_reference.Boxes.Count > 120 && s_reference.Masks.Count >= 50);
        Assert.True(s_reference.Boxes.Concat(s_reference.Masks).Count(expected => expected.EndToEnd is > 0.1 and < 0.9) > 80);
        var cases = s_reference.Boxes.Select(c => (OverlapKind.Box, c)).Concat(s_reference.Masks.Select(c => (OverlapKind.Mask, c)));
        foreach (var (overlap, expected) in cases)
        {
            var numbers = new PageRecognitionAccumulator(new() { Overlap = overlap });
            for (var page = 0; page < expected.Pages; page++)
            {
                numbers.AddImage($"p{page}", PageReference.Lines(expected.Truths, page, s_reference.Size), PageReference.Lines(expected.Detections, page, s_reference.Size));
            }

            var scores = numbers.GetScores();
            AssertNumber(expected.Precision, scores["page-precision"].Value);
            AssertNumber(expected.Recall, scores["page-recall"].Value);
            AssertNumber(expected.Hmean, scores["page-hmean"].Value);
            AssertNumber(expected.EndToEnd, scores["page-e2e-hmean"].Value);
            AssertNumber(expected.Cer, scores["page-cer"].Value);
        }
    }

    [Fact]
    public void AddImage_SaysWhatBecameOfEachLine()
    {
        var crowd = Line("", new(70, 0, 5, 5)) with { IsCrowd = true };
        LabelledObject[] truths = [Line("abc", s_box), Line("missed", new(0, 50, 20, 10)), Line("###", new(50, 50, 40, 40)), crowd];
        LabelledObject[] detections =
            [Line("in region", new(55, 55, 10, 10), 0.5), Line("xy", new(0, 80, 20, 10), 0.5), Line("abd", s_box with { Width = 16 }, 0.5)];
        var result = new PageRecognitionAccumulator(new()).AddImage("p", truths, detections);
        Assert.Equal([new LineMatch(2, 0, 0.8, new(new(1, 0, 0, 3), new(1, 0, 0, 1)))], result.Matches);
        Assert.Equal([1], result.Misses);
        Assert.Equal([1], result.Spurious);
        Assert.Equal(new EditCounts(1, 6, 2, 9), result.Characters);
    }

    [Fact]
    public void Merge_OfShardsInAnyOrder_EqualsOnePass() =>
        Gen.Select(s_pages, Gen.Int[1, 5]).Sample((pages, shards) =>
        {
            var merged = new PageRecognitionAccumulator(new());
            foreach (var part in pages.Select((page, i) => (page, i)).GroupBy(pair => pair.i * 31 % shards, pair => pair.page).Select(Of).Reverse())
            {
                merged.Merge(Copy(part));
            }

            Assert.Equal(Json(Of(pages)), Json(merged));
            Assert.Equal(Of(pages).GetScores(), Copy(merged).GetScores());
        });

    [Fact]
    public void GetScores_WithTransforms_RecordThem()
    {
        var numbers = new PageRecognitionAccumulator(new() { Normalisation = ["lowercase"] });
        numbers.AddImage("p", [Line("ABC", s_box)], [Line("abc", s_box, 1)]);
        var score = numbers.GetScores()["page-e2e-hmean"];
        Assert.Equal(1, score.Value);
        Assert.Contains("normaliser:lowercase", score.Signature, StringComparison.Ordinal);
    }

    [Fact]
    public void AddImage_OfWhatIsMalformed_ThrowsAndCountsNothing()
    {
        var numbers = new PageRecognitionAccumulator(new());
        var noText = Assert.Throws<ArgumentException>(() => numbers.AddImage("p7", [Line("a", s_box), Line(null, s_box)], []));
        Assert.StartsWith("Image 'p7', truth 1: ", noText.Message, StringComparison.Ordinal);
        var noScore = Assert.Throws<ArgumentException>(() => numbers.AddImage("p7", [Line("a", s_box)], [Line("a", s_box)]));
        Assert.StartsWith("Image 'p7', detection 0: ", noScore.Message, StringComparison.Ordinal);
        Assert.Equal(Json(new(new())), Json(numbers));
    }

    [Fact]
    public void Merge_OfOtherChoices_Throws()
    {
        Assert.Throws<ArgumentException>(() => new PageRecognitionAccumulator(new()).Merge(new(new() { Overlap = OverlapKind.Mask })));
        Assert.Throws<ArgumentException>(() => new PageRecognitionAccumulator(new()).Merge(new(new() { Normalisation = [] })));
    }

    private static LabelledObject Line(string? text, Box box, double? score = null) => new() { Label = "text", Box = box, Text = text, Score = score };

    private static void AssertNumber(double? expected, double? actual)
    {
        Assert.Equal(expected is null, actual is null);
        Assert.Equal(expected.GetValueOrDefault(), actual.GetValueOrDefault(), Tolerance);
    }

    private static PageRecognitionAccumulator Of(IEnumerable<(LabelledObject[] Truths, LabelledObject[] Detections)> pages)
    {
        var numbers = new PageRecognitionAccumulator(new());
        foreach (var (truths, detections) in pages)
        {
            numbers.AddImage("p", truths, detections);
        }

        return numbers;
    }

    private static PageRecognitionAccumulator Copy(PageRecognitionAccumulator numbers) =>
        JsonSerializer.Deserialize<PageRecognitionAccumulator>(Json(numbers), EvaluationJson.Options)!;

    private static string Json(PageRecognitionAccumulator numbers) => JsonSerializer.Serialize(numbers, EvaluationJson.Options);
}
