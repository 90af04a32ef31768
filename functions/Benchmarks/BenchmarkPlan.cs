using Winnow.Core.Benchmarks;

namespace Winnow.Functions.Benchmarks;

/// <summary>Everything that a benchmark run has to do, resolved before it starts; kept as a blob, for it may be too large for a message.</summary>
/// <param name="Run">The run: 32 lower-case hex digits.</param>
/// <param name="Spec">The benchmark.</param>
/// <param name="Boards">One per dataset, in the order of the benchmark.</param>
public sealed record BenchmarkPlan(string Run, BenchmarkSpec Spec, IReadOnlyList<PlannedBoard> Boards)
{
    /// <summary>What the orchestration has to know of it: the ids of the evaluations.</summary>
    public BenchmarkInput ToInput(int window) => new(Run, [.. Boards.Select(board => board.ToInput(Spec.Baseline))], window);
}
