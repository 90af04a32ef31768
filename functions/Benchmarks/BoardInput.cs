namespace Winnow.Functions.Benchmarks;

/// <summary>The evaluations of one dataset.</summary>
/// <param name="Baseline">The run of the baseline, which comes first; null without one.</param>
/// <param name="Others">The runs of the other entries.</param>
public sealed record BoardInput(string? Baseline, IReadOnlyList<string> Others);
