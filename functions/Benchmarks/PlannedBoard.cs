using Winnow.Core.Benchmarks;
using Winnow.Functions.Evaluation;

namespace Winnow.Functions.Benchmarks;

/// <summary>A board to make.</summary>
/// <param name="Dataset">Its data.</param>
/// <param name="Metric">The metric that ranks.</param>
/// <param name="Evaluations">One per entry, in the order of the benchmark.</param>
public sealed record PlannedBoard(BenchmarkDataset Dataset, string Metric, IReadOnlyList<EvaluateInput> Evaluations)
{
    internal BoardInput ToInput(string? baseline) => new(
        Evaluations.FirstOrDefault(evaluation => evaluation.Spec.Model == baseline)?.Run,
        [.. Evaluations.Where(evaluation => evaluation.Spec.Model != baseline).Select(evaluation => evaluation.Run)]);
}
