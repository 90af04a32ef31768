using Winnow.Core.Evaluations;
using Winnow.Core.Models;
using Winnow.TestSupport;

namespace Winnow.Core.Tests.Evaluations.Tasks;

public sealed class ImageGenerationEvaluationTests
{
    private static readonly EvaluationSpec s_spec = SomeSpecs.Of(ModelTask.ImageGeneration);

    [Fact]
    public Task Evaluation_OfGeneratedImages_KeepsTheContract()
    {
        var random = new Random(1);
        return TaskContract.HoldsAsync(s_spec, [.. Enumerable.Range(0, 20).Select(_ => random.Next(8) == 0 ? Case(null) : Case([random.NextSingle(), random.NextSingle()]))]);
    }

    [Fact]
    public Task Evaluation_OfNothing_KeepsTheContract() => TaskContract.HoldsAsync(s_spec, []);

    [Fact]
    public void Scores_OfRealAndGeneratedImages_AreAsComputedByHand()
    {
        SomeCase[] real = [Case([0, 0]), Case([2, 0]), Case([0, 2]), Case([2, 2])];
        SomeCase[] generated = [Case([1, 0]), Case([3, 0]), Case([1, 2]), Case([3, 2]), Case([1, 2, 3]), Case([float.NaN, 0]), Case(null)];
        var merged = SomeRun.Merge(s_spec, SomeRun.Evaluate(s_spec, real, isReference: true), SomeRun.Evaluate(s_spec, generated, [10, 11, 12, 13, 14, 15, 16]));
        var scores = merged.Task.GetScores();

        // The same covariance, means one apart.
        Assert.Equal(1, scores["fid"].Value!.Value, 1e-9);
        Assert.Contains("extractor:m@1", scores["fid"].Signature, StringComparison.Ordinal);
        Assert.Equal((8, 0, new SkippedItems(0, 1, 2)), (merged.Items, merged.Wrong, merged.Skipped));
        Assert.Empty(merged.Task.GetEstimators());
        Assert.Equal(MetricNamesOf(scores.Keys), MetricNamesOf(s_spec.Metrics));
    }

    [Fact]
    public void Merge_WithAnEmptyPack_KeepsTheNumbers()
    {
        var pack = SomeRun.Evaluate(s_spec, [Case([1, 2])]);
        Assert.Equal(1, SomeRun.Merge(s_spec, SomeRun.Evaluate(s_spec, []), pack, SomeRun.Evaluate(s_spec, [])).Items);
    }

    private static IEnumerable<string> MetricNamesOf(IEnumerable<string> names) => names.Order(StringComparer.Ordinal);

    private static SomeCase Case(float[]? vector) => SomeCase.Detail(new(), vector is null ? null : new() { Vector = vector }) with { Truth = null };
}
