using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Models;
using Winnow.Core.Statistics;
using Winnow.TestSupport;

namespace Winnow.Core.Tests.Evaluations.Analysis;

public sealed class OutcomeTableTests
{
    private static readonly EvaluationSpec s_spec = SomeSpecs.Of(ModelTask.Classification);

    [Fact]
    public async Task Add_AShareOfTheItems_TakesTheSameOnesInEveryRun()
    {
        var first = await SomeRun.OfAsync(s_spec, Labels(1000), maxItems: 250);
        var second = await SomeRun.OfAsync(s_spec, [.. Labels(1000).AsEnumerable().Reverse()], [.. Enumerable.Range(0, 1000).Reverse()], maxItems: 250);
        Assert.InRange(first.Table.Count, 200, 300);
        Assert.Equal(Ids(first.Table), Ids(second.Table));
        var fewer = await SomeRun.OfAsync(s_spec, Labels(1000), maxItems: 100);
        Assert.Subset(Ids(first.Table).ToHashSet(), Ids(fewer.Table).ToHashSet());
        Assert.Equal(Ids(fewer.Table), first.Table.Sample(0.1).Select(first.Table.IdOf).Order());
        Assert.Equal(1, (await SomeRun.OfAsync(s_spec, Labels(5))).Table.Share);
    }

    [Fact]
    public async Task Report_OfASample_SaysSoAndKeepsTheScoresOfAll()
    {
        var run = await SomeRun.OfAsync(s_spec, Labels(400), maxItems: 100);
        var report = await run.ReportAsync();
        Assert.Equal((400, run.Table.Count), (report.Items, report.Settings.Analysed));
        Assert.Equal(0.75, report.Metrics["accuracy"].Value);
        Assert.Contains(report.Settings.Notes, note => note.Contains($"{run.Table.Count} items, a sample", StringComparison.Ordinal));
        Assert.Contains($"over:{run.Table.Count} items", report.Metrics["accuracy"].Interval!.Method, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Groups_OfAnAttribute_AreResampledTogether()
    {
        // Twenty writers, each always right or always wrong: twenty independent answers, not two hundred.
        List<SomeCase> cases = [.. Enumerable.Range(0, 200).Select(i => SomeCase.Label("a", i / 10 % 2 == 0 ? "a" : "b").With(("writer", $"w{i / 10}")))];
        var alone = (await (await SomeRun.OfAsync(s_spec, cases)).ReportAsync()).Metrics["accuracy"].Interval!;
        var grouped = await SomeRun.OfAsync(s_spec with { GroupBy = "metadata.writer", SliceBy = ["split"] }, cases);
        var together = (await grouped.ReportAsync()).Metrics["accuracy"].Interval!;
        Assert.Equal(20, grouped.Table.Groups.ToArray().Distinct().Count());
        Assert.True(together.High - together.Low > 2 * (alone.High - alone.Low), $"{alone} {together}");
        Assert.Contains("20 groups", together.Method, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Groups_OfItemsWithoutTheAttribute_AreTheirOwn()
    {
        var run = await SomeRun.OfAsync(s_spec with { GroupBy = "metadata.writer" }, [Labels(1)[0].With(("writer", "x")), Labels(1)[0].With(("writer", "x")), Labels(1)[0], Labels(1)[0]]);
        Assert.Equal([0, 0, 1, 2], run.Table.Groups.ToArray());
        Assert.Empty((await SomeRun.OfAsync(s_spec, Labels(3))).Table.Groups.ToArray());
    }

    [Fact]
    public async Task Groups_InAComparison_WidenTheInterval()
    {
        List<SomeCase> Cases(Func<int, bool> isRight) => [.. Enumerable.Range(0, 200).Select(i => SomeCase.Label("a", isRight(i / 10) ? "a" : "b").With(("writer", $"w{i / 10}")))];
        async Task<Interval> CompareAsync(EvaluationSpec spec)
        {
            var (before, after) = (await SomeRun.OfAsync(spec, Cases(writer => writer % 2 == 0)), await SomeRun.OfAsync(spec, Cases(writer => writer % 3 > 0)));
            return (await after.ReportAsync(before)).Comparison!.Metrics.First(metric => metric.Metric == "accuracy").Interval!;
        }

        var (alone, together) = (await CompareAsync(s_spec), await CompareAsync(s_spec with { GroupBy = "metadata.writer" }));
        Assert.True(together.High - together.Low > 2 * (alone.High - alone.Low), $"{alone} {together}");
    }

    [Fact]
    public async Task Add_PacksWithDifferentFacts_LeavesGaps()
    {
        var layout = new OutcomeTableLayout { Parts = ["correct", "log-loss", "brier", "ranked", "top-3", "top-5"], Attributes = ["metadata.x", "media-type"], Numbers = ["width", "bytes"], KeepsClasses = true, ProbabilityClasses = ["a", "b"] };
        var table = new OutcomeTable(layout);
        foreach (var cases in new[] { Labels(2), [Labels(1)[0].With(("x", "1"))] })
        {
            var pack = SomeRun.Evaluate(s_spec, cases);
            using var stream = new MemoryStream();
            await OutcomesFile.WriteAsync(pack.Outcomes, pack.Accumulator.Task.PartNames, [], stream, default);
            stream.Position = 0;
            table.Add(await OutcomesFile.ReadAsync($"pack {cases.Count}", stream, default));
        }

        Assert.Equal(["(none)", "1"], table.Attributes.GetColumns()[0].Values);
        Assert.True(double.IsNaN(table.ProbabilitiesOf(2)[1]));
        Assert.Equal(("pack 1", 0), table.PlaceOf(2));
    }

    [Fact]
    public void IdOf_WhatIsNoId_Throws() => Assert.Throws<ArgumentException>(() => OutcomeTable.IdOf("no id"));

    private static IEnumerable<UInt128> Ids(OutcomeTable table) => table.AllRows().Select(table.IdOf).Order();

    private static List<SomeCase> Labels(int count) => [.. Enumerable.Range(0, count).Select(i => SomeCase.Label("a", i % 4 == 3 ? "b" : "a"))];
}
