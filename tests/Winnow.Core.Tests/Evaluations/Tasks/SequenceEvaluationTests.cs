using Winnow.Core.Evaluations;
using Winnow.Core.Models;
using Winnow.TestSupport;

namespace Winnow.Core.Tests.Evaluations.Tasks;

public sealed class SequenceEvaluationTests
{
    private static readonly EvaluationSpec s_spec = SomeSpecs.Of(ModelTask.Sequence);

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 2)]
    public Task Evaluation_OfSequences_KeepsTheContract(int seed, int classes)
    {
        var random = new Random(seed);
        string Class() => $"{(char)('a' + random.Next(classes))}";
        return TaskContract.HoldsAsync(s_spec,
        [
            .. Enumerable.Range(0, 60).Select(_ => Case(
                Class(), random.Next(10) == 0 ? null : [.. Enumerable.Range(0, random.Next(0, 9)).Select(_ => Class())], random.Next(4) == 0 ? null : random.NextDouble())),
        ]);
    }

    [Fact]
    public Task Evaluation_WithoutARightAnswer_KeepsTheContract() => TaskContract.HoldsAsync(s_spec, [Case("a", ["b"]), Case("b", ["b", "a"])]);

    [Fact]
    public Task Evaluation_OfNothing_KeepsTheContract() => TaskContract.HoldsAsync(s_spec, []);

    [Fact]
    public async Task Scores_OfAFewItems_AreAsComputedByHand()
    {
        var run = await SomeRun.OfAsync(s_spec, [Case("a", ["b", "a", "a", "a"]), Case("a", ["a", "a", "a", "b"]), Case("b", ["b", "b"]), Case("b", []), SomeCase.Label("b", "b")]);
        Assert.Equal(0.75, run.Score("accuracy"));
        Assert.Equal((0.5 + 0.5 + 1) / 3, run.Score("earliest-correct-share")!.Value, 1e-12);
        Assert.Equal((2 + 1 + 1) / 3.0, run.Score("earliest-correct-steps")!.Value, 1e-12);
        Assert.Equal(0.5, run.Score("earliest-correct-share-median"));
        Assert.Equal(0.75, run.Score("early-accuracy-25"));
        Assert.Equal(1, run.Score("early-accuracy-75"));
        Assert.Equal(new SkippedItems(0, 0, 1), run.Numbers.Skipped);
        Assert.Equal([0.0, 1, 0, 0], run.Outcomes.Select(outcome => outcome.Loss));
        Assert.Equal(["a", "b", "b", "b"], run.Outcomes.Select(outcome => outcome.Predicted));
    }

    private static SomeCase Case(string truth, string[]? steps, double? confidence = null)
    {
        var one = SomeCase.Label(truth, "", confidence);
        return one with { Said = steps is null ? null : one.Said! with { Label = null, Detail = new() { Steps = steps } } };
    }
}
