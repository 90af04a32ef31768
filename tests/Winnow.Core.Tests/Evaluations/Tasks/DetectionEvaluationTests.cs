using Winnow.Core.Evaluations;
using Winnow.Core.Labels;
using Winnow.Core.Models;
using Winnow.TestSupport;

namespace Winnow.Core.Tests.Evaluations.Tasks;

public sealed class DetectionEvaluationTests
{
    private static readonly EvaluationSpec s_boxes = SomeSpecs.Of(ModelTask.Detection) with { Missing = MissingRule.Empty };
    private static readonly EvaluationSpec s_masks = SomeSpecs.Of(ModelTask.Segmentation) with { Missing = MissingRule.Empty };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public Task Evaluation_OfBoxes_KeepsTheContract(int seed) => TaskContract.HoldsAsync(s_boxes, Some(seed, 40, one => one));

    [Fact]
    public Task Evaluation_OfMasks_KeepsTheContract() => TaskContract.HoldsAsync(s_masks, Some(3, 25, ObjectCases.AsMask));

    [Fact]
    public Task Evaluation_WithoutTruths_KeepsTheContract() => TaskContract.HoldsAsync(s_boxes, [Image([], []), Image([], [ObjectCases.Found("a", 0, 0, 0.5)])]);

    [Fact]
    public Task Evaluation_OfNothing_KeepsTheContract() => TaskContract.HoldsAsync(s_boxes, []);

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "mask-")]
    public async Task Scores_OfAFewImages_AreAsComputedByHand(bool isMask, string prefix)
    {
        LabelledObject Of(LabelledObject one) => isMask ? ObjectCases.AsMask(one) : one;
        var run = await SomeRun.OfAsync(isMask ? s_masks : s_boxes,
        [
            Image([Of(ObjectCases.Truth("a", 10, 10)), Of(ObjectCases.Truth("b", 50, 50))], [Of(ObjectCases.Found("a", 10, 10, 0.9)), Of(ObjectCases.Found("a", 90, 90, 0.8))]),
            Image([Of(ObjectCases.Truth("a", 10, 10))], null), Image([], []), Image([], [Of(ObjectCases.Found("b", 10, 10, 0.7))]),
            Image([Of(ObjectCases.Truth("a", 10, 10))], [Of(ObjectCases.Truth("a", 10, 10))]),
        ]);

        // a: found first of two truths, one wrong: precision 1 up to recall 0.5, which are 51 of 101 points; b: never.
        Assert.Equal(51 / 101.0 / 2, run.Score(prefix + "ap50")!.Value, 1e-12);
        Assert.Equal(51 / 101.0 / 2, run.Score(prefix + "ap")!.Value, 1e-12);
        Assert.Equal(0.25, run.Score(prefix + "ar100")!.Value, 1e-12);
        Assert.Equal(51 / 101.0 / 2, run.Score(prefix + "ap-small")!.Value, 1e-12);
        Assert.Null(run.Score(prefix + "ap-large"));
        Assert.Equal(new SkippedItems(0, 0, 1, 1), run.Numbers.Skipped);
        Assert.Equal([0.5, 1, 0, 1], run.Outcomes.Select(outcome => outcome.Loss));
        Assert.Equal(["1 a, 1 b", "1 a", "no objects", "no objects"], run.Outcomes.Select(outcome => outcome.Truth));
        Assert.Equal(["missed", "false-positive", "matched"], run.Outcomes[0].Objects!.Select(one => one.Outcome));
    }

    [Fact]
    public void Findings_OfImages_HaveAllKindsOfErrors()
    {
        var findings = SomeRun.Evaluate(s_boxes, Some(4, 40, one => one)).Accumulator.Task.GetFindings();
        Assert.Equal(["background", "both", "class", "duplicate", "localisation", "missed"], findings.Errors.Select(error => error.Kind).Order());
        Assert.Equal(["a", "b"], findings.Table.Select(row => row.Name));
        Assert.All(findings.Curves, curve => Assert.Equal(101, curve.Points.Count));
    }

    private static SomeCase Image(IReadOnlyList<LabelledObject> truths, IReadOnlyList<LabelledObject>? found) => ObjectCases.Image(truths, found);

    private static List<SomeCase> Some(int seed, int count, Func<LabelledObject, LabelledObject> shape)
    {
        var random = new Random(seed);
        string Label() => random.Next(3) == 0 ? "b" : "a";
        return
        [
            .. Enumerable.Range(0, count).Select(_ =>
            {
                var truths = Enumerable.Range(0, random.Next(0, 5)).Select(_ => ObjectCases.Truth(Label(), random.Next(100), random.Next(100), random.Next(5, 60), random.Next(5, 60))).ToList();
                var found = truths.Where(_ => random.Next(4) > 0).Select(truth => ObjectCases.Found(
                        random.Next(6) == 0 ? Label() : truth.Label, truth.Box.X + random.Next(-2, 3), truth.Box.Y + random.Next(-2, 3), random.Next(1, 11) / 10.0, truth.Box.Width, truth.Box.Height))
                    .Concat(Enumerable.Range(0, random.Next(0, 3)).Select(_ => ObjectCases.Found(Label(), random.Next(100), random.Next(100), random.Next(1, 11) / 10.0))).ToList();
                return Image([.. truths.Select(shape)], random.Next(10) == 0 ? null : [.. found.Select(shape)]);
            }),
        ];
    }
}
