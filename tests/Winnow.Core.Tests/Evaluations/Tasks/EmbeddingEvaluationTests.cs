using Winnow.Core.Catalogue;
using Winnow.Core.Evaluations;
using Winnow.Core.Models;
using Winnow.TestSupport;

namespace Winnow.Core.Tests.Evaluations.Tasks;

public sealed class EmbeddingEvaluationTests
{
    private static readonly EvaluationSpec s_spec = SomeSpecs.Of(ModelTask.Embedding);

    [Fact]
    public Task Evaluation_OfVectors_KeepsTheContract()
    {
        var random = new Random(1);
        return TaskContract.HoldsAsync(s_spec,
            [.. Enumerable.Range(0, 60).Select(i => Case(i == 0 ? "alone" : $"{random.Next(4)}", random.Next(10) == 0 ? null : [random.Next(9) + 1, random.Next(9), random.Next(9)]))]);
    }

    [Fact]
    public Task Evaluation_WithoutAPair_KeepsTheContract() => TaskContract.HoldsAsync(s_spec, [Case("a", [1, 0]), Case("b", [0, 1])]);

    [Fact]
    public Task Evaluation_OfNothing_KeepsTheContract() => TaskContract.HoldsAsync(s_spec, []);

    [Fact]
    public async Task Scores_OfAFewItems_AreAsComputedByHand()
    {
        // On a circle: a at 0 and 10 degrees, b at 15, a at 40.
        var run = await SomeRun.OfAsync(s_spec, [Case("a", At(0)), Case("a", At(10)), Case("b", At(15)), Case("a", At(40)), Case("a", [0, 0]), Case("a", [1, 0, 0])]);
        Assert.Equal((1 + 0 + 0) / 3.0, run.Score("embedding-recall@1")!.Value, 1e-12);
        Assert.Equal((1 + 0.5 + 0.5) / 3, run.Score("embedding-mrr")!.Value, 1e-12);
        Assert.Equal((0.5 + 0.25 + 0.25) / 3, run.Score("map@r")!.Value, 1e-12);
        Assert.Equal((4, 0, new SkippedItems(0, 0, 2)), (run.Numbers.Items, run.Numbers.Wrong, run.Numbers.Skipped));
    }

    private static float[] At(double degrees) => [(float)Math.Cos(degrees * Math.PI / 180), (float)Math.Sin(degrees * Math.PI / 180)];

    private static SomeCase Case(string label, float[]? vector)
    {
        var one = SomeCase.Detail(new(), vector is null ? null : new() { Vector = vector });
        return one with { Truth = new Annotation { ItemId = "", Label = label } };
    }
}
