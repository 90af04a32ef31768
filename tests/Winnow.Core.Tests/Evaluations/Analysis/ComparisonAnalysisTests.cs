using Winnow.Core.Errors;
using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Models;
using Winnow.Core.Statistics;
using Winnow.TestSupport;

namespace Winnow.Core.Tests.Evaluations.Analysis;

public sealed class ComparisonAnalysisTests
{
    private static readonly EvaluationSpec s_spec = SomeSpecs.Of(ModelTask.Classification);

    [Fact]
    public async Task Compare_ItemsOfBothRuns_CountsWhatChanged()
    {
        // Items 0 to 9 in both, 10 and 11 in the baseline only, 12 to 14 in the candidate only.
        var baseline = await SomeRun.OfAsync(s_spec, [.. Labels("aaaaabbbbb"), .. Labels("ab")]);
        var candidate = await SomeRun.OfAsync(s_spec, [.. Labels("aabbbaaabb"), .. Labels("bbb")], [.. Enumerable.Range(0, 10), 12, 13, 14]);
        var comparison = (await candidate.ReportAsync(baseline)).Comparison!;
        Assert.Equal((10, 2, 3), (comparison.Shared, comparison.OnlyBaseline, comparison.OnlyCandidate));
        Assert.Equal((3, 3, 2, 2), (comparison.Fixed, comparison.Broken, comparison.StillWrong, comparison.StillRight));
        Assert.Equal(McNemar.Test(3, 3).PValue, comparison.McNemar);
        Assert.Equal(1.0, comparison.OddsRatio);
        Assert.Equal(0, comparison.EffectSize!.Value, 1e-12);
        Assert.Equal(new[] { 2, 3, 4 }.Select(SomeRun.IdOf).Order(), comparison.BrokenItems.Select(item => item.ItemId).Order());
        Assert.Equal(new[] { 5, 6, 7 }.Select(SomeRun.IdOf).Order(), comparison.FixedItems.Select(item => item.ItemId).Order());
        Assert.Equal(new[] { 8, 9 }.Select(SomeRun.IdOf).Order(), comparison.StillWrongItems.Select(item => item.ItemId).Order());
        var accuracy = comparison.Metrics.First(metric => metric.Metric == "accuracy");
        Assert.Equal((0.5, 0.5, 0, "same"), (accuracy.Baseline, accuracy.Candidate, accuracy.Difference, accuracy.Verdict));
    }

    [Fact]
    public async Task Compare_ABetterRun_SaysSoBeyondNoise()
    {
        var baseline = await SomeRun.OfAsync(s_spec, [.. Labels(new string('a', 150) + new string('b', 50))]);
        var candidate = await SomeRun.OfAsync(s_spec, [.. Labels(new string('a', 190) + new string('b', 10))]);
        var report = await candidate.ReportAsync(baseline, "accuracy > baseline", "accuracy >= baseline + 0.3");
        var accuracy = report.Comparison!.Metrics.First(metric => metric.Metric == "accuracy");
        Assert.Equal(0.2, accuracy.Difference, 1e-12);
        Assert.Equal("better", accuracy.Verdict);
        Assert.InRange(accuracy.Difference, accuracy.Interval!.Low, accuracy.Interval.High);
        Assert.InRange(accuracy.Adjusted!.Value, accuracy.PValue!.Value, 0.01);
        Assert.Equal([true, false], report.Gates.Select(gate => gate.HasPassed));
    }

    [Fact]
    public async Task Compare_ASlice_IsFoundWhereItChanged()
    {
        List<SomeCase> Cases(string answers) => [.. Labels(answers).Select((one, i) => one.With(("colour", i < 30 ? "red" : "blue")))];
        var baseline = await SomeRun.OfAsync(s_spec, Cases(new string('a', 60)));
        var candidate = await SomeRun.OfAsync(s_spec, Cases(new string('b', 12) + new string('a', 48)));
        var slices = (await candidate.ReportAsync(baseline)).Comparison!.Slices;
        var red = Assert.Single(slices, slice => slice.Attribute == "metadata.colour");
        Assert.Equal(("red", 30, 0, 12), (red.Value, red.Items, red.Fixed, red.Broken));
        Assert.Equal(McNemar.Test(0, 12).PValue, red.PValue);
        Assert.InRange(red.Adjusted, red.PValue, 0.05);
    }

    [Theory]
    [InlineData(5, 1, "better")]
    [InlineData(-5, -1, "better")]
    [InlineData(1, 5, "worse")]
    [InlineData(-1, -5, "worse")]
    [InlineData(0.1, -5, "worse")]
    public async Task Compare_Biases_AreBetterNearZero(double before, double after, string verdict)
    {
        async Task<SomeRun> RunAsync(double bias) => await SomeRun.OfAsync(
            SomeSpecs.Of(ModelTask.Regression), [.. Enumerable.Range(0, 40).Select(i => SomeCase.Detail(new() { Value = i }, new() { Value = i + bias + (i % 3 * 0.01) }))]);
        var comparison = (await (await RunAsync(after)).ReportAsync(await RunAsync(before))).Comparison!;
        Assert.Equal(verdict, comparison.Metrics.First(metric => metric.Metric == "bias").Verdict);
    }

    [Fact]
    public async Task Compare_SamplesOfDifferentShares_CutsBothToTheSmaller()
    {
        var (all, half) = (Labels(new string('a', 200)), Labels(new string('b', 200)));
        var (baseline, candidate) = (await SomeRun.OfAsync(s_spec, half, maxItems: 100), await SomeRun.OfAsync(s_spec, all));
        var comparison = (await candidate.ReportAsync(baseline)).Comparison!;
        Assert.Equal((baseline.Table.Count, 0, 0), (comparison.Shared, comparison.OnlyBaseline, comparison.OnlyCandidate));
        Assert.InRange(comparison.Shared, 60, 140);
    }

    [Fact]
    public async Task Compare_RunsThatHaveNothingInCommon_IsRefused()
    {
        var run = await SomeRun.OfAsync(s_spec, Labels("ab"));
        var others = await SomeRun.OfAsync(s_spec, Labels("ab"), [7, 8]);
        var texts = await SomeRun.OfAsync(SomeSpecs.Of(ModelTask.TextRecognition), [SomeCase.Text("a", "a")]);
        Assert.Equal(ErrorCodes.BaselineMismatch, (await Assert.ThrowsAsync<WinnowException>(() => run.ReportAsync(others))).Code);
        Assert.Equal(ErrorCodes.BaselineMismatch, (await Assert.ThrowsAsync<WinnowException>(() => run.ReportAsync(texts))).Code);
    }

    // Items of class a, and what was said of each.
    private static List<SomeCase> Labels(string answers) => [.. answers.Select(answer => SomeCase.Label("a", $"{answer}", 0.9))];
}
