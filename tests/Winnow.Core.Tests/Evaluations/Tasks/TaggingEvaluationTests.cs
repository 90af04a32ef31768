using Winnow.Core.Evaluations;
using Winnow.Core.Labels;
using Winnow.Core.Models;
using Winnow.TestSupport;

namespace Winnow.Core.Tests.Evaluations.Tasks;

public sealed class TaggingEvaluationTests
{
    private static readonly string[] s_tags = ["O", "O", "O", "B-PER", "I-PER", "B-LOC", "I-LOC"];
    private static readonly EvaluationSpec s_spec = SomeSpecs.Of(ModelTask.Tagging);

    [Theory]
    [InlineData(1, 7)]
    [InlineData(2, 4)]
    [InlineData(3, 1)]
    public Task Evaluation_OfTags_KeepsTheContract(int seed, int tags)
    {
        var random = new Random(seed);
        return TaskContract.HoldsAsync(s_spec,
        [
            .. Enumerable.Range(0, 60).Select(_ =>
            {
                string[] truth = [.. Enumerable.Range(0, random.Next(0, 8)).Select(_ => s_tags[random.Next(tags)])];
                return Case(truth, random.Next(20) == 0 ? [.. truth, "O"] : [.. truth.Select(tag => random.Next(4) == 0 ? s_tags[random.Next(7)] : tag)]);
            }),
        ]);
    }

    [Fact]
    public Task Evaluation_WithoutPredictedEntities_KeepsTheContract() => TaskContract.HoldsAsync(s_spec, [Case(["B-PER", "O"], ["O", "O"]), Case(["O"], ["O"])]);

    [Fact]
    public Task Evaluation_WithoutTrueEntities_KeepsTheContract() => TaskContract.HoldsAsync(s_spec, [Case(["O", "O"], ["O", "B-PER"]), Case(["O"], ["O"]), Case([], [])]);

    [Fact]
    public Task Evaluation_OfNothing_KeepsTheContract() => TaskContract.HoldsAsync(s_spec, []);

    [Fact]
    public async Task Scores_OfAFewItems_AreAsComputedByHand()
    {
        var run = await SomeRun.OfAsync(s_spec,
        [
            Case(["B-PER", "I-PER", "O", "B-LOC"], ["B-PER", "I-PER", "O", "B-PER"]), Case(["O", "O"], ["O", "B-LOC"]), Case(["O", "O"], ["O", "O"]),
            Case(["O"], ["O", "O"]), Case(["O"], ["nonsense"]), SomeCase.Detail(new() { Tags = ["O"] }, new()),
        ]);
        Assert.Equal(2.0 * 1 / (3 + 2), run.Score("entity-f1")!.Value, 1e-12);
        Assert.Equal(1 / 3.0, run.Score("entity-precision")!.Value, 1e-12);
        Assert.Equal(0.5, run.Score("entity-recall"));
        Assert.Equal(((2 * 1 / 3.0) + 0) / 2, run.Score("entity-macro-f1")!.Value, 1e-12);
        Assert.Equal(6 / 8.0, run.Score("tag-accuracy")!.Value, 1e-12);
        Assert.Equal(new SkippedItems(0, 0, 3), run.Numbers.Skipped);
        Assert.Equal([0.5, 1, 0], run.Outcomes.Select(outcome => outcome.Loss));
    }

    private static SomeCase Case(string[] truth, string[] said) => SomeCase.Detail(new() { Tags = truth }, new LabelDetail { Tags = said });
}
