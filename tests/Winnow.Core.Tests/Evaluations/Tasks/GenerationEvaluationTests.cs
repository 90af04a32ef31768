using Winnow.Core.Evaluations;
using Winnow.Core.Labels;
using Winnow.Core.Models;
using Winnow.TestSupport;

namespace Winnow.Core.Tests.Evaluations.Tasks;

public sealed class GenerationEvaluationTests
{
    private static readonly string[] s_words = ["the", "a", "cat", "sat", "mat", "on", "Dog!", ""];
    private static readonly EvaluationSpec s_spec = SomeSpecs.Of(ModelTask.Generation);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public Task Evaluation_OfTexts_KeepsTheContract(int seed)
    {
        var random = new Random(seed);
        string Text() => string.Join(' ', Enumerable.Range(0, random.Next(0, 9)).Select(_ => s_words[random.Next(s_words.Length)]));
        return TaskContract.HoldsAsync(s_spec,
        [
            .. Enumerable.Range(0, 50).Select(_ => SomeCase.Detail(
                new() { Texts = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Text())] },
                random.Next(10) == 0 ? null : new() { Texts = [Text(), Text()], Passed = random.Next(2) == 0 ? null : [.. Enumerable.Range(0, random.Next(0, 12)).Select(_ => random.Next(3) == 0)] })),
        ]);
    }

    [Fact]
    public Task Evaluation_OfEmptyTexts_KeepsTheContract() => TaskContract.HoldsAsync(s_spec, [Case("", ""), Case("", "a"), Case("a", "")]);

    [Fact]
    public Task Evaluation_OfNothing_KeepsTheContract() => TaskContract.HoldsAsync(s_spec, []);

    [Fact]
    public async Task Scores_OfAFewItems_AreAsComputedByHand()
    {
        var run = await SomeRun.OfAsync(s_spec,
        [
            SomeCase.Detail(new() { Texts = ["a red cat", "red cats"] }, new() { Texts = ["The red cat", "nothing"] }), Case("two words", "one word"),
            SomeCase.Text("x", "x"), SomeCase.Detail(new() { Texts = ["code"] }, new() { Texts = ["code"], Passed = [true, false, false, true, false] }),
            SomeCase.Detail(new() { Texts = [] }, new() { Texts = ["a"] }), SomeCase.Detail(new() { Texts = ["a"] }, new()),
        ]);
        Assert.Equal(0.5, run.Score("exact-match"));
        Assert.Equal(0.75, run.Score("squad-em"));
        Assert.Equal(0.75, run.Score("squad-f1")!.Value, 1e-9);
        Assert.Equal(((2 * 2 / 6.0) + 0 + 1 + 1) / 4, run.Score("rouge-1")!.Value, 1e-9);
        Assert.Equal(0.4, run.Score("pass@1")!.Value, 1e-9);
        Assert.Equal(1, run.Score("pass@5"));
        Assert.Null(run.Score("pass@10"));
        Assert.Equal(new SkippedItems(1, 0, 1), run.Numbers.Skipped);
        Assert.Equal([0, 1, 0, 0.6], run.Outcomes.Select(outcome => Math.Round(outcome.Loss, 12)));
        Assert.Equal(2, run.Outcomes[0].Numbers["references"]);
    }

    private static SomeCase Case(string reference, string said) => SomeCase.Text(reference, said);
}
