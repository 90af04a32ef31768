using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Models;
using Winnow.TestSupport;

namespace Winnow.Core.Tests.Evaluations.Analysis;

public sealed class ConfusionAnalysisTests
{
    private static readonly EvaluationSpec s_spec = SomeSpecs.Of(ModelTask.Classification);

    [Fact]
    public async Task Find_AClassTakenForAnother_IsFoundWithItsMostConfidentItems()
    {
        var report = await (await SomeRun.OfAsync(s_spec, Planted())).ReportAsync();
        var found = Assert.Single(report.Confusions);
        Assert.Equal(("cat", "dog", 15L), (found.Truth, found.Predicted, found.Count));
        Assert.Equal(15 / 100.0, found.Share, 1e-12);
        Assert.InRange(found.Adjusted, found.PValue, SliceAnalysis.Significance);
        Assert.Equal(8, found.Worst.Count);
        Assert.All(found.Worst, item => Assert.Equal(("cat", "dog"), (item.Truth, item.Predicted)));
        Assert.Equal(found.Worst.OrderByDescending(item => item.Confidence).Select(item => item.ItemId), found.Worst.Select(item => item.ItemId));
        Assert.Equal(0.99, found.Worst[0].Confidence!.Value, 1e-12);
    }

    [Fact]
    public async Task Find_ScatteredMistakes_FindsNothing() =>
        Assert.Empty((await (await SomeRun.OfAsync(s_spec, [.. Planted().Where(one => one.Said!.Label != "dog" || one.Truth!.Label == "dog")])).ReportAsync()).Confusions);

    [Fact]
    public void Find_WithoutItems_FindsNothing() =>
        Assert.Empty(ConfusionAnalysis.Find([], new OutcomeTable(OutcomeTableLayout.Of(s_spec, SomeRun.Evaluate(s_spec, []).Accumulator, 10))));

    // Of a hundred cats fifteen are taken for dogs and one each for the other three.
    private static List<SomeCase> Planted() =>
    [
        .. Enumerable.Range(0, 82).Select(_ => SomeCase.Label("cat", "cat", 0.9)), .. Enumerable.Range(0, 15).Select(i => SomeCase.Label("cat", "dog", 0.85 + (i * 0.01))),
        .. new[] { "owl", "fox", "hen" }.Select(other => SomeCase.Label("cat", other, 0.9)),
        .. new[] { "dog", "owl", "fox", "hen" }.SelectMany(name => Enumerable.Range(0, 50).Select(_ => SomeCase.Label(name, name, 0.9))),
        .. new[] { "owl", "fox", "hen" }.Select(name => SomeCase.Label(name, "cat", 0.9)),
    ];
}
