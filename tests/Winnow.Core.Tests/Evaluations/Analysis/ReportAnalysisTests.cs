using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Models;
using Winnow.TestSupport;

namespace Winnow.Core.Tests.Evaluations.Analysis;

public sealed class ReportAnalysisTests
{
    private static readonly EvaluationSpec s_spec = SomeSpecs.Of(ModelTask.Classification) with { Metrics = ["macro-f1", "accuracy", "mce", "roc-auc"] };

    [Fact]
    public async Task ToReport_Always_HasTheMetricsThatWereAskedForInTheirOrder()
    {
        var report = await (await SomeRun.OfAsync(s_spec, Cases())).ReportAsync();
        Assert.Equal(["macro-f1", "accuracy", "mce"], report.Metrics.Keys); // nobody gave probabilities
        Assert.NotNull(report.Metrics["macro-f1"].Interval);
        Assert.Null(report.Metrics["mce"].Interval);
        Assert.All(report.SliceTable, row => Assert.Equal("macro-f1", row.Metric));
        Assert.Null(report.Comparison);
    }

    [Fact]
    public async Task ToReport_WithGates_JudgesSlicesByTheirItems()
    {
        var report = await (await SomeRun.OfAsync(s_spec, Cases())).ReportAsync(
            null, "accuracy[metadata.colour=red] >= 0.5", "accuracy[metadata.colour=red] > 0.5", "accuracy[metadata.colour=*] >= 0.6", "accuracy[metadata.colour=pink] >= 0",
            "mce[metadata.colour=red] <= 1", "accuracy[metadata.few=1] >= 0", "accuracy[metadata.few=*] >= 0", "accuracy[media-type=image/png] >= 0.74");
        Assert.Equal([true, false, false, false, false, true, true, true], report.Gates.Select(gate => gate.HasPassed));
        Assert.Equal([0.5, 0.5, 0.5, null, null, 1, 149 / 199.0, 0.75], report.Gates.Select(gate => gate.Value));
        Assert.Equal("mce is without a value where metadata.colour = red; the gate wants <= 1.", report.Gates[4].Reason);
    }

    [Fact]
    public async Task Rows_OfAReport_AreThoseThatItShows()
    {
        var run = await SomeRun.OfAsync(s_spec, Cases());
        var analysis = new ReportAnalysis(run.Spec, run.Numbers, run.Table);
        var report = await run.ReportAsync();
        var shown = report.Slices.SelectMany(slice => slice.Worst).Concat(report.Confusions.SelectMany(confusion => confusion.Worst)).Select(item => item.ItemId).ToHashSet();
        Assert.NotEmpty(shown);
        Assert.Equal(shown, analysis.Rows.Select(row => run.Outcomes[row].ItemId).ToHashSet());
    }

    // Red ones are right every second time, blue ones always.
    private static List<SomeCase> Cases() =>
    [
        .. Enumerable.Range(0, 200).Select(i => SomeCase.Label(i % 3 == 0 ? "a" : "b", (i % 4 == 1 ? i % 3 != 0 : i % 3 == 0) ? "a" : "b", 0.9)
            .With(("colour", i % 2 == 0 ? "blue" : "red"), ("few", i == 0 ? "1" : "many"))),
    ];
}
