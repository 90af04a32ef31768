using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Models;
using Winnow.TestSupport;

namespace Winnow.Core.Tests.Evaluations.Analysis;

public sealed class AnnotationAnalysisTests
{
    private static readonly string[] s_classes = ["a", "b", "c"];
    private static readonly EvaluationSpec s_labels = SomeSpecs.Of(ModelTask.Classification);
    private static readonly EvaluationSpec s_texts = SomeSpecs.Of(ModelTask.TextRecognition);

    [Fact]
    public async Task Find_WrongClasses_AreTheSuspects()
    {
        var run = await SomeRun.OfAsync(s_labels, Labels());
        var suspects = (await run.ReportAsync()).AnnotationErrors;
        Assert.Equal(new[] { 0, 40, 80 }.Select(SomeRun.IdOf).Order(), suspects.Select(suspect => suspect.Item.ItemId).Order());
        Assert.All(suspects, suspect => Assert.Equal(suspect.Item.Predicted, suspect.Suggested));
        Assert.All(suspects, suspect => Assert.NotEqual(suspect.Item.Truth, suspect.Suggested));
        Assert.Equal(suspects.OrderBy(suspect => suspect.Score).Select(suspect => suspect.Score), suspects.Select(suspect => suspect.Score));
        Assert.All(suspects, suspect => Assert.InRange(suspect.Score, 0, 0.2));
    }

    [Fact]
    public async Task Find_WithoutProbabilities_FindsNothing() =>
        Assert.Empty((await (await SomeRun.OfAsync(s_labels, [.. Labels().Select(one => one with { Said = one.Said! with { Detail = null } })])).ReportAsync()).AnnotationErrors);

    [Fact]
    public async Task Find_TextsThatAreReadDifferently_AreSuspectsWhereTheModelIsSure()
    {
        var run = await SomeRun.OfAsync(s_texts,
        [
            SomeCase.Text("right", "right", 0.9), SomeCase.Text("right too", "right too", 0.8), SomeCase.Text("other", "xyz", 0.991), SomeCase.Text("colour", "color", 0.989),
            SomeCase.Text("unsure", "unsafe", 0.7), SomeCase.Text("sure enough", "sure  enouph", 0.86), SomeCase.Text("nobody", "knows"), SomeCase.Text("same  ", " same", 0.99),
        ]);
        var suspects = (await run.ReportAsync()).AnnotationErrors;

        // Mean confidence of what is read as annotated: (0.9 + 0.8 + 0.99) / 3, about 0.897. To the hundredth 0.991 is as sure as 0.989.
        Assert.Equal(["colour", "other"], suspects.Select(suspect => suspect.Item.Truth));
        Assert.Equal(["color", "xyz"], suspects.Select(suspect => suspect.Suggested));
        Assert.Equal(1 - 0.989, suspects[0].Score, 1e-12);
    }

    [Fact]
    public async Task Find_TextsWithoutConfidences_FindsNothing()
    {
        Assert.Empty((await (await SomeRun.OfAsync(s_texts, [SomeCase.Text("a", "b"), SomeCase.Text("a", "a")])).ReportAsync()).AnnotationErrors);
        Assert.Empty((await (await SomeRun.OfAsync(s_texts, [SomeCase.Text("a", "b", 0.9)])).ReportAsync()).AnnotationErrors);
        Assert.Empty((await (await SomeRun.OfAsync(s_texts, [])).ReportAsync()).AnnotationErrors);
    }

    [Fact]
    public async Task Find_ManyTexts_KeepsTheSurest()
    {
        List<SomeCase> cases = [SomeCase.Text("a", "a", 0.2), .. Enumerable.Range(0, 60).Select(i => SomeCase.Text($"text {i}", "text", 0.3 + (i / 100.0)))];
        var suspects = (await (await SomeRun.OfAsync(s_texts, cases)).ReportAsync()).AnnotationErrors;
        Assert.Equal(50, suspects.Count);
        Assert.Equal("text 59", suspects[0].Item.Truth);
    }

    [Fact]
    public async Task Find_OtherTasks_FindsNothing()
    {
        var run = await SomeRun.OfAsync(s_labels, Labels());
        Assert.Empty(AnnotationAnalysis.Find(ModelTask.Sequence, run.Table));
    }

    // Forty items a class, of each of which the first was annotated as the next class; the model is right and quite sure.
    private static List<SomeCase> Labels() =>
    [
        .. Enumerable.Range(0, 120).Select(i =>
        {
            var (real, confidence) = (i / 40, i % 40 == 0 ? 0.97 : 0.85 + (i % 10 * 0.01));
            return SomeCase.Label(
                s_classes[i % 40 == 0 ? (real + 1) % 3 : real], s_classes[real], confidence, s_classes.ToDictionary(name => name, name => name == s_classes[real] ? confidence : (1 - confidence) / 2));
        }),
    ];
}
