namespace Winnow.Functions.Benchmarks;

/// <summary>One evaluation of a benchmark run.</summary>
/// <param name="Benchmark">The run of the benchmark.</param>
/// <param name="Evaluation">The run of the evaluation.</param>
public sealed record PlannedRun(string Benchmark, string Evaluation);
