using Winnow.Core.Evaluations;
using Winnow.Core.Labels;
using Winnow.Core.Models;
using Winnow.TestSupport;

namespace Winnow.Core.Tests.Evaluations.Tasks;

public sealed class RegressionEvaluationTests
{
    private static readonly EvaluationSpec s_spec = SomeSpecs.Of(ModelTask.Regression);

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(2, 0, 0.1)]
    [InlineData(3, 1e9, 1)]
    [InlineData(4, -1e8, 0.001)]
    public Task Evaluation_OfNumbers_KeepsTheContract(int seed, double offset, double scale)
    {
        var random = new Random(seed);
        return TaskContract.HoldsAsync(s_spec,
        [
            .. Enumerable.Range(0, 60).Select(_ =>
            {
                var truth = offset + (random.Next(40) * scale);
                return Case(truth, random.Next(12) == 0 ? null : truth + (random.Next(-3, 4) * scale));
            }),
        ]);
    }

    [Fact]
    public Task Evaluation_OfConstantTruths_KeepsTheContract() => TaskContract.HoldsAsync(s_spec, [Case(0.1, 0.2), Case(0.1, 0.3), Case(0.1, 0.1), Case(0.1, 0.5)]);

    [Fact]
    public Task Evaluation_OfOneNumber_KeepsTheContract() => TaskContract.HoldsAsync(s_spec, [Case(1, 2)]);

    [Fact]
    public Task Evaluation_OfNothing_KeepsTheContract() => TaskContract.HoldsAsync(s_spec, []);

    [Fact]
    public async Task Scores_OfAFewItems_AreAsComputedByHand()
    {
        var run = await SomeRun.OfAsync(s_spec, [Case(1, 2), Case(2, 2), Case(3, 1), Case(6, 7), SomeCase.Detail(new() { Value = 1 }, new())]);
        Assert.Equal(1, run.Score("mae"));
        Assert.Equal(1, run.Score("median-absolute-error"));
        Assert.Equal(Math.Sqrt(6 / 4.0), run.Score("rmse")!.Value, 1e-12);
        Assert.Equal(0, run.Score("bias"));
        Assert.Equal(1 - (6 / 14.0), run.Score("r2")!.Value, 1e-12);
        // Ranks 1 2 3 4 and 2.5 2.5 1 4.
        Assert.Equal(1.5 / Math.Sqrt(5 * 4.5), run.Score("spearman")!.Value, 1e-12);
        Assert.Equal(new SkippedItems(0, 0, 1), run.Numbers.Skipped);
        Assert.Equal([1.0, 0, 2, 1], run.Outcomes.Select(outcome => outcome.Loss));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Evaluation_OfWhatIsNoNumber_CountsAnError(double said) =>
        Assert.Equal(new SkippedItems(0, 0, 1), SomeRun.Evaluate(s_spec, [Case(1, said)]).Accumulator.Skipped);

    [Fact]
    public async Task Evaluation_OfHugeErrors_CountsErrorsOfThePrediction()
    {
        var run = await SomeRun.OfAsync(s_spec, [Case(1, 1e200), Case(2, 2), Case(3, 1.7e308), Case(-1.7e308, 1.7e308), Case(1, -1e100), Case(1.7e308, 1.7e308), Case(1.6e308, 1.6e308)]);
        var report = await run.ReportAsync();
        Assert.Equal(new SkippedItems(0, 0, 3), run.Numbers.Skipped);
        Assert.All(report.Metrics.Values, score => Assert.True(score.Value is null || double.IsFinite(score.Value.Value)));
        Assert.NotNull(SomeRun.Json(report));
    }

    private static SomeCase Case(double truth, double? said) => SomeCase.Detail(new() { Value = truth }, said is null ? null : new LabelDetail { Value = said });
}
