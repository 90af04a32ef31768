using Winnow.Core.Evaluations;

namespace Winnow.Functions.Evaluation;

/// <summary>A report to make.</summary>
/// <param name="Run">The run.</param>
/// <param name="Spec">What was evaluated, and how.</param>
/// <param name="Gates">Rules about its metrics.</param>
/// <param name="CreatedAt">When the run began.</param>
/// <param name="Timings">How long the stages took.</param>
/// <param name="Provider">What ran the model; null when all predictions were there before.</param>
public sealed record ReportInput(
    string Run, EvaluationSpec Spec, IReadOnlyList<string> Gates, DateTimeOffset CreatedAt, EvaluationTimings Timings, string? Provider);
