namespace Winnow.Functions.Benchmarks;

/// <summary>A board to make.</summary>
/// <param name="Run">The run of the benchmark.</param>
/// <param name="Index">Which of its datasets, from 0.</param>
public sealed record MakeBoardInput(string Run, int Index);
