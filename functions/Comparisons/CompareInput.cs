namespace Winnow.Functions.Comparisons;

/// <summary>Two evaluations to compare.</summary>
/// <param name="Id">The comparison.</param>
/// <param name="Run">The evaluation.</param>
/// <param name="Baseline">The evaluation that it is compared with; null: gates are held against the run alone.</param>
/// <param name="Gates">Rules about metrics of the run.</param>
/// <param name="Level">Confidence level of intervals.</param>
/// <param name="Resamples">Bootstrap resamples.</param>
/// <param name="Seed">Seed of everything that is drawn.</param>
public sealed record CompareInput(string Id, string Run, string? Baseline, IReadOnlyList<string> Gates, double Level, int Resamples, int Seed);
