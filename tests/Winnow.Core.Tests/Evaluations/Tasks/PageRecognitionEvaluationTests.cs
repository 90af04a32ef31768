using Winnow.Core.Evaluations;
using Winnow.Core.Labels;
using Winnow.Core.Models;
using Winnow.TestSupport;

namespace Winnow.Core.Tests.Evaluations.Tasks;

public sealed class PageRecognitionEvaluationTests
{
    private static readonly EvaluationSpec s_spec = SomeSpecs.Of(ModelTask.PageRecognition) with { Missing = MissingRule.Empty };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public Task Evaluation_OfPages_KeepsTheContract(int seed)
    {
        var random = new Random(seed);
        string Text() => random.Next(8) == 0 ? "###" : string.Concat(Enumerable.Range(0, random.Next(0, 7)).Select(_ => "ab c"[random.Next(4)]));
        return TaskContract.HoldsAsync(s_spec,
        [
            .. Enumerable.Range(0, 40).Select(_ =>
            {
                var truths = Enumerable.Range(0, random.Next(1, 5)).Select(line => Line(line * 20, Text())).ToList();
                var read = truths.Where(_ => random.Next(4) > 0).Select(truth => Line(truth.Box.Y, random.Next(2) == 0 ? truth.Text! : Text(), random.NextDouble()))
                    .Concat(random.Next(3) == 0 ? [Line(150, Text(), 0.4)] : []).ToList();
                return ObjectCases.Image(truths, random.Next(10) == 0 ? null : read);
            }),
        ]);
    }

    [Fact]
    public Task Evaluation_OfEmptyLines_KeepsTheContract() => TaskContract.HoldsAsync(s_spec, [Page([Line(0, "")], [Line(0, "abc", 0.5)]), Page([Line(0, "")], [])]);

    [Fact]
    public Task Evaluation_OfLinesThatDoNotCount_KeepsTheContract() => TaskContract.HoldsAsync(s_spec, [Page([Line(0, "###")], []), Page([Line(0, "###")], [Line(0, "x", 0.5)])]);

    [Fact]
    public Task Evaluation_OfNothing_KeepsTheContract() => TaskContract.HoldsAsync(s_spec, []);

    [Fact]
    public async Task Scores_OfAFewPages_AreAsComputedByHand()
    {
        var run = await SomeRun.OfAsync(s_spec,
        [
            Page([Line(0, "abcd"), Line(20, "ef"), Line(40, "gh")], [Line(0, "abcd", 0.9), Line(20, "xf", 0.9), Line(100, "ijk", 0.9)]), Page([Line(0, "zz")], null),
            Page([ObjectCases.Truth("text", 0, 0)], []), Page([Line(0, "a"), ObjectCases.Truth("text", 0, 50)], []), Page([Line(0, "a")], [Line(0, "a")]),
        ]);
        Assert.Equal(2 / 3.0, run.Score("page-precision")!.Value, 1e-12);
        Assert.Equal(2 / 4.0, run.Score("page-recall")!.Value, 1e-12);
        Assert.Equal(2 * 2 / 7.0, run.Score("page-hmean")!.Value, 1e-12);
        Assert.Equal(2 * 1 / 7.0, run.Score("page-e2e-hmean")!.Value, 1e-12);
        Assert.Equal((0 + 1 + 2 + 3 + 2) / 10.0, run.Score("page-cer")!.Value, 1e-12);
        Assert.Equal(new SkippedItems(2, 0, 1, 1), run.Numbers.Skipped);
        Assert.Equal([6 / 9.0, 1], run.Outcomes.Select(outcome => outcome.Loss));
        Assert.Equal("abcd\nef\ngh", run.Outcomes[0].Truth);
        Assert.Equal(["missed", "false-positive", "matched", "matched"], run.Outcomes[0].Objects!.Select(one => one.Outcome));
    }

    private static LabelledObject Line(double y, string text, double? score = null) => ObjectCases.Truth("text", 0, y, 50, 10, text) with { Score = score };

    private static SomeCase Page(IReadOnlyList<LabelledObject> truths, IReadOnlyList<LabelledObject>? read) => ObjectCases.Image(truths, read);
}
