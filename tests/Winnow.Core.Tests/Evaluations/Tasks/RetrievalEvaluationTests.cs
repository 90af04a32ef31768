using Winnow.Core.Evaluations;
using Winnow.Core.Labels;
using Winnow.Core.Models;
using Winnow.TestSupport;

namespace Winnow.Core.Tests.Evaluations.Tasks;

public sealed class RetrievalEvaluationTests
{
    private static readonly EvaluationSpec s_spec = SomeSpecs.Of(ModelTask.Retrieval);

    [Fact]
    public Task Evaluation_OfQueries_KeepsTheContract()
    {
        var random = new Random(1);
        return TaskContract.HoldsAsync(s_spec with { Missing = MissingRule.Empty },
        [
            .. Enumerable.Range(0, 60).Select(_ => SomeCase.Detail(
                new() { Relevance = Enumerable.Range(0, 30).Where(_ => random.Next(8) == 0).ToDictionary(id => $"d{id}", _ => (double)random.Next(0, 3)) },
                random.Next(10) == 0 ? null : new() { Ranking = [.. Enumerable.Range(0, 30).OrderBy(_ => random.Next()).Take(random.Next(0, 20)).Select(id => $"d{id}")] })),
        ]);
    }

    [Fact]
    public Task Evaluation_WithoutARelevantDocument_KeepsTheContract() => TaskContract.HoldsAsync(s_spec, [Case([], ["a"]), Case([("a", 0)], ["a"])]);

    [Fact]
    public Task Evaluation_OfNothing_KeepsTheContract() => TaskContract.HoldsAsync(s_spec, []);

    [Fact]
    public async Task Scores_OfAFewItems_AreAsComputedByHand()
    {
        var run = await SomeRun.OfAsync(s_spec,
        [
            Case([("a", 1), ("b", 2)], ["x", "b", "a"]), Case([("a", 1)], []), Case([], ["a"]), Case([("a", 1)], ["b", "b"]),
            SomeCase.Detail(new() { Relevance = new Dictionary<string, double> { ["a"] = 1 } }, null),
        ]);
        var ndcg = ((2 / Math.Log2(3)) + (1 / Math.Log2(4))) / (2 + (1 / Math.Log2(3)));
        Assert.Equal(ndcg / 2, run.Score("ndcg@10")!.Value, 1e-9);
        Assert.Equal(0.5 / 2, run.Score("mrr")!.Value, 1e-9);
        Assert.Equal(((0.5 + (2 / 3.0)) / 2) / 2, run.Score("map")!.Value, 1e-9);
        Assert.Equal(0.5, run.Score("recall@5"));
        Assert.Equal(2 / 5.0 / 2, run.Score("precision@5")!.Value, 1e-9);
        Assert.Equal((3, new SkippedItems(0, 1, 1)), (run.Numbers.Items, run.Numbers.Skipped));
        Assert.Equal([1 - ndcg, 1, 0], run.Outcomes.Select(outcome => outcome.Loss).Zip([1 - ndcg, 1, 0], (actual, expected) => Math.Abs(actual - expected) < 1e-12 ? expected : actual));
        Assert.Contains("1 queries", Assert.Single(run.Numbers.Task.GetNotes()), StringComparison.Ordinal);
    }

    private static SomeCase Case((string Id, double Gain)[] relevance, string[] ranking) =>
        SomeCase.Detail(new() { Relevance = relevance.ToDictionary(one => one.Id, one => one.Gain) }, new LabelDetail { Ranking = ranking });
}
