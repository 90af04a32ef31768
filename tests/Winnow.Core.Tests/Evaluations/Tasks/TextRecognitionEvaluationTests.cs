using Winnow.Core.Evaluations;
using Winnow.Core.Models;
using Winnow.TestSupport;

namespace Winnow.Core.Tests.Evaluations.Tasks;

public sealed class TextRecognitionEvaluationTests
{
    private static readonly EvaluationSpec s_spec = SomeSpecs.Of(ModelTask.TextRecognition);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public Task Evaluation_OfTexts_KeepsTheContract(int seed)
    {
        var random = new Random(seed);
        string Text() => string.Concat(Enumerable.Range(0, random.Next(0, 9)).Select(_ => "abc  é"[random.Next(6)]));
        return TaskContract.HoldsAsync(s_spec,
        [
            .. Enumerable.Range(0, 80).Select(_ =>
            {
                var truth = Text();
                var one = SomeCase.Text(truth, random.Next(10) == 0 ? null : random.Next(2) == 0 ? truth : Text(), random.Next(5) == 0 ? null : random.NextDouble());
                return random.Next(20) == 0 ? one.Failed() : random.Next(20) == 0 ? one with { Truth = null } : one;
            }),
        ]);
    }

    [Fact]
    public Task Evaluation_OfEmptyReferences_KeepsTheContract() =>
        TaskContract.HoldsAsync(s_spec, [SomeCase.Text("", "xy"), SomeCase.Text("", ""), SomeCase.Text(" ", "x")]);

    [Fact]
    public Task Evaluation_OfNothing_KeepsTheContract() => TaskContract.HoldsAsync(s_spec, []);

    [Fact]
    public async Task Scores_OfAFewItems_AreAsComputedByHand()
    {
        var run = await SomeRun.OfAsync(s_spec, [SomeCase.Text("the cat", "the cat"), SomeCase.Text("the  dog ", "a dog", 0.9), SomeCase.Text("", "x"), SomeCase.Text("abc", null)]);
        Assert.Equal((0 + 3 + 1) / 14.0, run.Score("cer")!.Value, 1e-12);
        Assert.Equal((0 + 1 + 1) / 4.0, run.Score("wer")!.Value, 1e-12);
        Assert.Equal(1 / 3.0, run.Score("exact-match")!.Value, 1e-12);
        Assert.Equal((1 + (1 - (3 / 7.0)) + 0) / 3, run.Score("edit-similarity")!.Value, 1e-9);
        Assert.Equal(new SkippedItems(0, 1, 0), run.Numbers.Skipped);
        Assert.Equal([0, 3 / 7.0, 1], run.Outcomes.Select(outcome => Math.Round(outcome.Loss, 12)).Zip([0, 3 / 7.0, 1], (a, b) => Math.Abs(a - b) < 1e-9 ? b : a));
        Assert.Equal(7, run.Outcomes[1].Numbers["text-length"]);
    }

    [Fact]
    public void Evaluation_OfMissingTexts_CountsNoneAsEmpty()
    {
        var pack = SomeRun.Evaluate(s_spec with { Missing = MissingRule.Empty }, [SomeCase.Text("a", null)]);
        Assert.Equal((new SkippedItems(0, 1, 0), 1), (pack.Accumulator.Skipped, pack.Unpredicted));
    }

    [Fact]
    public void Evaluation_OfAConfidenceThatIsNone_CountsAnError() =>
        Assert.Equal(new SkippedItems(0, 0, 2), SomeRun.Evaluate(s_spec, [SomeCase.Text("a", "a", 1.1), SomeCase.Text("a", "a", double.NaN)]).Accumulator.Skipped);
}
