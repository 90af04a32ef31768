using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Models;
using Winnow.TestSupport;

namespace Winnow.Core.Tests.Evaluations.Tasks;

public sealed class ClassificationEvaluationTests
{
    private static readonly string[] s_classes = ["a", "b", "c", "d", "e", "f"];
    private static readonly EvaluationSpec s_spec = SomeSpecs.Of(ModelTask.Classification);

    [Theory]
    [InlineData(1, 6)]
    [InlineData(2, 3)]
    [InlineData(3, 2)]
    public Task Evaluation_OfItemsWithProbabilities_KeepsTheContract(int seed, int classes) =>
        TaskContract.HoldsAsync(s_spec, Some(seed, 120, classes, hasProbabilities: true), s_classes[..classes]);

    [Fact]
    public Task Evaluation_OfItemsWithoutProbabilities_KeepsTheContract() => TaskContract.HoldsAsync(s_spec, Some(4, 80, 4, hasProbabilities: false));

    [Fact]
    public Task Evaluation_OfNothing_KeepsTheContract() => TaskContract.HoldsAsync(s_spec, []);

    [Fact]
    public Task Evaluation_OfOneItem_KeepsTheContract() => TaskContract.HoldsAsync(s_spec, [Some("a", "b", 0.9)]);

    [Fact]
    public Task Evaluation_OfProbabilitiesThatHardlyDiffer_KeepsTheContract() =>
        TaskContract.HoldsAsync(s_spec, [.. Enumerable.Range(0, 40).Select(i => Some(i % 3 == 0 ? "a" : "b", "b", 1 - ((i * 11 % 40) * 1e-10), 2))], ["a", "b"]);

    [Fact]
    public async Task Scores_OfAFewItems_AreAsComputedByHand()
    {
        var run = await SomeRun.OfAsync(s_spec,
        [
            Case("a", "a", 0.5, (0.5, 0.3, 0.2)), Case("a", "b", 0.6, (0.3, 0.6, 0.1)), Case("b", "b", 0.8, (0.1, 0.8, 0.1)), Case("c", "b", 0.5, (0.25, 0.5, 0.25)),
        ], classes: ["a", "b", "c"]);
        Assert.Equal(0.5, run.Score("accuracy"));
        Assert.Equal((0.5 + 1 + 0) / 3, run.Score("balanced-accuracy")!.Value, 1e-12);
        Assert.Equal(((2 / 3.0) + 0.5 + 0) / 3, run.Score("macro-f1")!.Value, 1e-12);
        Assert.Equal(-(Math.Log(0.5) + Math.Log(0.3) + Math.Log(0.8) + Math.Log(0.25)) / 4, run.Score("log-loss")!.Value, 1e-12);
        Assert.Equal((0.38 + 0.86 + 0.06 + 0.875) / 4, run.Score("brier")!.Value, 1e-12);
        Assert.Equal((Math.Abs(0.5 - 1 + 0.5) + Math.Abs(0.6 - 0) + Math.Abs(0.8 - 1)) / 4, run.Score("ece")!.Value, 1e-9);
        Assert.Equal(4, run.Numbers.Items);
        Assert.Equal([0.0, 1, 0, 1], run.Outcomes.Select(outcome => outcome.Loss));
        Assert.Equal([SomeRun.IdOf(1), SomeRun.IdOf(3)], run.Numbers.Worst.Select(worst => worst.ItemId));
    }

    [Fact]
    public void Evaluation_OfProbabilitiesThatAreNone_CountsThePredictionAsAnErrorEverywhere()
    {
        var pack = SomeRun.Evaluate(s_spec, [Some("a", "a", 0.9, 2), Case("a", "a", 0.5, (0.4, 0.1, 0)), Case("b", "a", 0.5, (2, -1, 0)), SomeCase.Label("a", "a", double.NaN)], classes: ["a", "b"]);
        Assert.Equal(new SkippedItems(0, 0, 3), pack.Accumulator.Skipped);
        Assert.Equal(1, pack.Accumulator.Items);
        Assert.Equal(1, pack.Accumulator.Task.GetScores()["accuracy"].Value);
    }

    [Fact]
    public async Task Evaluation_OfClassesThatTheModelDoesNotKnow_LeavesThemOutOfProbabilities()
    {
        var run = await SomeRun.OfAsync(s_spec, [Some("a", "a", 0.9, 2), Some("z", "a", 0.8, 2), SomeCase.Label("b", "b")], classes: ["a", "b"]);
        Assert.Equal(2 / 3.0, run.Score("accuracy"));
        Assert.Equal(-Math.Log(0.9), run.Score("log-loss")!.Value, 1e-12);
        Assert.Equal(2, run.Numbers.Task.GetNotes().Count());
    }

    [Fact]
    public void Findings_OfItems_HaveTheConfusionAndCurves()
    {
        var findings = SomeRun.Evaluate(s_spec, Some(5, 60, 6, hasProbabilities: true)).Accumulator.Task.GetFindings();
        Assert.Equal(s_classes, findings.Confusion!.Labels);
        Assert.Equal(6, findings.Curves.Count);
        Assert.All(findings.Curves, curve => Assert.Equal(curve.Points.OrderBy(point => point.Recall).Select(point => point.Recall), curve.Points.Select(point => point.Recall)));
        Assert.NotEmpty(findings.Reliability);
    }

    private static SomeCase Case(string truth, string said, double confidence, (double A, double B, double C) probabilities) =>
        SomeCase.Label(truth, said, confidence, new Dictionary<string, double> { ["a"] = probabilities.A, ["b"] = probabilities.B, ["c"] = probabilities.C });

    private static SomeCase Some(string truth, string said, double confidence, int classes = 6) => SomeCase.Label(
        truth, said, confidence, s_classes[..classes].ToDictionary(name => name, name => name == said ? confidence : (1 - confidence) / (classes - 1)));

    private static List<SomeCase> Some(int seed, int count, int classes, bool hasProbabilities)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                var weights = Enumerable.Range(0, classes).Select(_ => Math.Round(-Math.Log(1 - random.NextDouble()), 1) + 0.1).ToArray();
                var said = Array.IndexOf(weights, weights.Max());
                var truth = random.NextDouble() < 0.6 ? said : random.Next(classes);
                var name = random.Next(30) == 0 ? "unknown" : s_classes[truth];
                var probabilities = hasProbabilities && random.Next(10) > 0 ? weights.Select((weight, k) => (weight, k)).ToDictionary(pair => s_classes[pair.k], pair => pair.weight / weights.Sum()) : null;
                var one = SomeCase.Label(random.Next(20) == 0 ? null : name, random.Next(20) == 0 ? null : s_classes[said], random.Next(10) == 0 ? null : weights.Max() / weights.Sum(), probabilities);
                return random.Next(20) == 0 ? one.Failed() : one;
            }),
        ];
    }
}
