using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Tasks;
using Winnow.Core.Labels;
using Winnow.Core.Models;
using Winnow.TestSupport;

namespace Winnow.Core.Tests.Evaluations.Tasks;

public sealed class MultiLabelEvaluationTests
{
    private static readonly string[] s_classes = ["a", "b", "c", "never"];
    private static readonly EvaluationSpec s_spec = SomeSpecs.Of(ModelTask.MultiLabel);

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public Task Evaluation_OfLabels_KeepsTheContract(int seed, bool hasClasses)
    {
        var random = new Random(seed);
        string[] Labels() => [.. s_classes[..3].Where(_ => random.Next(3) == 0)];
        return TaskContract.HoldsAsync(s_spec with { Missing = MissingRule.Empty },
        [
            .. Enumerable.Range(0, 70).Select(_ => SomeCase.Detail(
                new() { Labels = Labels() },
                random.Next(10) == 0 ? null : new() { Labels = Labels(), Probabilities = hasClasses && random.Next(4) > 0 ? s_classes.ToDictionary(name => name, _ => random.Next(11) / 10.0) : null })),
        ], hasClasses ? s_classes : null);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Evaluation_WithoutAnyLabel_KeepsTheContract(bool hasClasses) =>
        TaskContract.HoldsAsync(s_spec, [Case([], []), Case([], [])], hasClasses ? s_classes : null);

    [Fact]
    public Task Evaluation_OfNothing_KeepsTheContract() => TaskContract.HoldsAsync(s_spec, []);

    [Fact]
    public async Task Scores_OfAFewItems_AreAsComputedByHand()
    {
        var run = await SomeRun.OfAsync(s_spec, [Case(["a", "b"], ["a"]), Case(["b"], ["b"]), Case([], []), Case(["a"], ["c"]), SomeCase.Detail(new() { Labels = ["a"] }, null)]);
        Assert.Equal(0.5, run.Score("subset-accuracy"));
        Assert.Equal(2.0 * 2 / (4 + 3), run.Score("micro-f1")!.Value, 1e-12);
        Assert.Equal(2 / 3.0, run.Score("micro-precision")!.Value, 1e-12);
        Assert.Equal(0.5, run.Score("micro-recall"));
        Assert.Equal((0.5 + 1 + 0 + 0) / 4, run.Score("jaccard-samples")!.Value, 1e-12);
        Assert.Equal(((2 / 3.0) + 1 + 0 + 0) / 4, run.Score("samples-f1")!.Value, 1e-12);
        Assert.Equal((1 + 0 + 0 + 2) / 12.0, run.Score("hamming-loss")!.Value, 1e-12);
        Assert.Equal([0.5, 0, 0, 1], run.Outcomes.Select(outcome => outcome.Loss));
        Assert.Equal(new SkippedItems(0, 1, 0), run.Numbers.Skipped);
        Assert.Equal("a, b", run.Outcomes[0].Truth);
    }

    [Fact]
    public void Evaluation_OfMissingAnswers_CountsThemAsEmptyWhenAsked()
    {
        var pack = SomeRun.Evaluate(s_spec with { Missing = MissingRule.Empty }, [SomeCase.Detail(new() { Labels = ["a"] }, null), SomeCase.Detail(new() { Labels = [] }, null)]);
        Assert.Equal(new SkippedItems(0, 0, 0, 2), pack.Accumulator.Skipped);
        Assert.Equal([1.0, 0], pack.Outcomes.Select(outcome => outcome.Loss));
        Assert.Equal(2, pack.Unpredicted);
    }

    [Fact]
    public async Task Evaluation_OfLabelsThatNobodyListed_LeavesThemOutAndSaysSo()
    {
        var run = await SomeRun.OfAsync(s_spec, [Case(["a", "z"], ["a"]), Case(["b"], ["b", "y"])], classes: ["a", "b"]);
        Assert.Equal(1, run.Score("subset-accuracy"));
        Assert.Contains("2 labels", Assert.Single(run.Numbers.Task.GetNotes()), StringComparison.Ordinal);
        Assert.Equal(2, ((MultiLabelEvaluation)SomeRun.Merge(run.Spec, run.Pack).Task).OutsideLabels);
    }

    [Fact]
    public void Evaluation_OfProbabilitiesAlone_CountsAnError() => Assert.Equal(
        new SkippedItems(0, 0, 1),
        SomeRun.Evaluate(s_spec, [SomeCase.Detail(new() { Labels = ["a"] }, new() { Probabilities = new Dictionary<string, double> { ["a"] = 1 } })]).Accumulator.Skipped);

    private static SomeCase Case(string[] truth, string[] said) => SomeCase.Detail(new() { Labels = truth }, new LabelDetail { Labels = said });
}
