namespace Winnow.Functions.Benchmarks;

/// <summary>What a benchmark run has to do; the rest is in its plan.</summary>
/// <param name="Run">The run.</param>
/// <param name="Boards">The evaluations of each dataset, in the order of the benchmark.</param>
/// <param name="Window">Evaluations that run at the same time.</param>
public sealed record BenchmarkInput(string Run, IReadOnlyList<BoardInput> Boards, int Window);
