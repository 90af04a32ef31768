using Winnow.Core.Benchmarks;
using Winnow.Core.Errors;
using Winnow.Core.Models;
using Winnow.Functions.Common;
using Winnow.Functions.Evaluation;

namespace Winnow.Functions.Benchmarks;

/// <summary>Plans every evaluation of a benchmark, and so finds before the start what is not there.</summary>
public sealed class BenchmarkPlanner(EvaluationPlanner evaluations)
{
    /// <summary>The plan of a run.</summary>
    /// <exception cref="WinnowException">
    /// What <see cref="EvaluationPlanner.PlanAsync"/> throws; <see cref="ErrorCodes.TaskMismatch"/> for entries of several tasks on one dataset.
    /// </exception>
    public async Task<BenchmarkPlan> PlanAsync(string run, BenchmarkSpec spec, CancellationToken cancellationToken)
    {
        var boards = new List<PlannedBoard>();
        foreach (var (index, dataset) in spec.Datasets.Index())
        {
            boards.Add(await PlanAsync(run, spec, index, dataset, cancellationToken));
        }

        return new(run, spec, boards);
    }

    private async Task<PlannedBoard> PlanAsync(string run, BenchmarkSpec spec, int index, BenchmarkDataset dataset, CancellationToken cancellationToken)
    {
        var planned = await Task.WhenAll(spec.Entries.Select(entry => evaluations.PlanAsync(RunOf(run, index, entry), Request(spec, dataset, entry), cancellationToken)));
        RequireOneTask(planned);
        var metrics = planned[0].Spec.Metrics;
        var metric = spec.Primary ?? metrics[0];
        return metrics.Contains(metric)
            ? new(dataset, metric, [.. planned.Select(input => Complete(input, spec, RunOf(run, index, spec.Baseline)))])
            : throw new WinnowException(
                ErrorCodes.UnknownMetric, $"The benchmark ranks by '{metric}', which is not a metric of {planned[0].Spec.Task.ToName()}, the task on '{dataset.Dataset}'; known: {string.Join(", ", metrics)}.");
    }

    // The baseline's run has not ended yet, which a request for a single evaluation wants: it and the gates come after the rest was planned.
    private static EvaluateInput Complete(EvaluateInput input, BenchmarkSpec spec, string baseline)
    {
        var evaluated = spec.Baseline is null || input.Spec.Model == spec.Baseline ? input.Spec : input.Spec with { Baseline = baseline };
        return input with { Spec = evaluated, Gates = EvaluationRequestRules.RequireGates(spec.GatesOf(input.Spec.Model), evaluated) };
    }

    private static void RequireOneTask(EvaluateInput[] planned)
    {
        var first = planned[0].Spec;
        if (planned.FirstOrDefault(input => input.Spec.Task != first.Task)?.Spec is { } other)
        {
            throw new WinnowException(
                ErrorCodes.TaskMismatch,
                $"On '{first.Dataset}' the entry '{first.Model}' is for {first.Task.ToName()} and '{other.Model}' for {other.Task.ToName()}: a board ranks one task. Make a benchmark of each.");
        }
    }

    private static EvaluationRequest Request(BenchmarkSpec spec, BenchmarkDataset dataset, string entry) => new()
    {
        Dataset = dataset.Dataset,
        Version = dataset.Version,
        Split = dataset.Split,
        Query = dataset.Query,
        Model = entry,
        Metrics = spec.Metrics,
        SliceBy = spec.SliceBy,
        GroupBy = spec.GroupBy,
        Level = spec.Level,
        Resamples = spec.Resamples,
        Seed = spec.Seed,
        Missing = spec.Missing,
    };

    private static string RunOf(string run, int index, string? entry) => RunIds.From("evaluation", $"{run}\n{index}\n{entry}");
}
