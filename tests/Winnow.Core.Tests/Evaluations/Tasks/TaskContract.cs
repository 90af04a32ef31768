using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Metrics;
using Winnow.Core.Statistics;

namespace Winnow.Core.Tests.Evaluations.Tasks;

/// <summary>What holds for the evaluation of every task, whatever the items are.</summary>
internal static class TaskContract
{
    private const double Tolerance = 1e-9;

    /// <summary>Checks all of it.</summary>
    /// <param name="spec">The task.</param>
    /// <param name="cases">Items, good and bad ones.</param>
    /// <param name="classes">The classes of their probabilities.</param>
    public static async Task HoldsAsync(EvaluationSpec spec, IReadOnlyList<SomeCase> cases, IReadOnlyList<string>? classes = null)
    {
        var run = await SomeRun.OfAsync(spec, cases, classes: classes);
        Assert.Equal(run.Numbers.Items, run.Outcomes.Count);
        Assert.All(run.Outcomes, outcome => Assert.True(outcome.Loss >= 0 && double.IsFinite(outcome.Loss), $"loss {outcome.Loss}"));
        AssertNames(run);
        AssertMerges(spec, cases, classes, run);
        AssertEstimators(run);
        AssertIntervals(run);
        AssertEqualsItself(run);
    }

    // Every name of the task is a score, but for those that need probabilities that nobody gave; and every score has a name.
    private static void AssertNames(SomeRun run)
    {
        var scores = run.Numbers.Task.GetScores();
        Assert.Subset(MetricNames.Of(run.Spec.Task).ToHashSet(), scores.Keys.ToHashSet());
        Assert.Subset(scores.Keys.ToHashSet(), run.Numbers.Task.GetEstimators().Select(estimator => estimator.Metric).ToHashSet());
        Assert.All(scores.Values, score => Assert.True(score.Value is null || double.IsFinite(score.Value.Value), score.Signature));
        Assert.All(scores.Values, score => Assert.NotEmpty(score.Signature));
    }

    private static void AssertMerges(EvaluationSpec spec, IReadOnlyList<SomeCase> cases, IReadOnlyList<string>? classes, SomeRun run)
    {
        var halves = Enumerable.Range(0, 2).Select(half => Enumerable.Range(0, cases.Count).Where(i => i * 7 % 3 % 2 == half).ToArray())
            .Select(numbers => SomeRun.Evaluate(spec, [.. numbers.Select(i => cases[i])], numbers, classes: classes)).ToArray();
        foreach (var merged in new[] { SomeRun.Merge(spec, halves), SomeRun.Merge(spec, [.. halves.Reverse()]) })
        {
            Assert.Equal(2, merged.Packs);
            Assert.Equal(SomeRun.Json(run.Numbers).Replace("\"packs\":1", "\"packs\":2", StringComparison.Ordinal), SomeRun.Json(merged));
            Assert.Equal(SomeRun.Json(run.Numbers.Task.GetScores()), SomeRun.Json(merged.Task.GetScores()));
            Assert.Equal(SomeRun.Json(run.Numbers.Task.GetFindings()), SomeRun.Json(merged.Task.GetFindings()));
        }
    }

    private static void AssertEstimators(SomeRun run)
    {
        var (scores, rows) = (run.Numbers.Task.GetScores(), run.Table.AllRows());
        foreach (var estimator in run.Numbers.Task.GetEstimators())
        {
            var (expected, actual) = (scores[estimator.Metric].Value, estimator.Compute(run.Table, rows));
            Assert.True(expected is null == actual is null && Math.Abs((expected - actual) ?? 0) <= Tolerance * Math.Max(1, Math.Abs(expected ?? 0)), $"{estimator.Metric}: score {expected}, estimator {actual}");
            Assert.Null(estimator.Compute(run.Table, []));
        }
    }

    private static void AssertIntervals(SomeRun run)
    {
        var scores = IntervalAnalysis.Add(run.Spec, run.Numbers.Task.GetScores(), run.Numbers.Task.GetEstimators(), run.Table);
        Assert.True(run.Numbers.Items < 20 || run.Numbers.Task.GetEstimators().Count == 0 || scores.Values.Any(score => score.Interval is not null), "no intervals");
        Assert.All(scores.Where(score => score.Value.Interval is not null), score => Assert.True(
            score.Value.Interval!.Low <= score.Value.Value + Tolerance && score.Value.Value <= score.Value.Interval.High + Tolerance, $"{score.Key}: {score.Value}"));
    }

    private static void AssertEqualsItself(SomeRun run)
    {
        var slices = new SliceAnalysis(run.Table);
        var estimators = run.Numbers.Task.GetEstimators();
        var compared = new ComparisonAnalysis(run.Table, run.Table).Compare("b", "m@1", run.Spec.Metrics, estimators, estimators, slices, new BootstrapOptions { Resamples = 200 });
        var items = compared.Rows.ToDictionary(row => row, row => ReportItem.Of(run.Outcomes[row]));
        var comparison = compared.Resolve(items);
        Assert.Equal((run.Table.Count, 0, 0), (comparison.Shared, comparison.OnlyBaseline, comparison.OnlyCandidate));
        Assert.Equal((0, 0, run.Numbers.Wrong, run.Numbers.Items - run.Numbers.Wrong), (comparison.Fixed, comparison.Broken, comparison.StillWrong, comparison.StillRight));
        Assert.All(comparison.Metrics, metric => Assert.Equal((0, "same"), (metric.Difference, metric.Verdict)));
        Assert.All(comparison.Metrics, metric => Assert.True(metric.PValue is null or 1, $"{metric.Metric}: p {metric.PValue}"));
        Assert.All(comparison.Metrics, metric => Assert.True(metric.Interval is null or { Low: 0, High: 0 }, $"{metric.Metric}: {metric.Interval}"));
        Assert.Empty(comparison.Slices);
        Assert.Null(comparison.McNemar);
    }
}
