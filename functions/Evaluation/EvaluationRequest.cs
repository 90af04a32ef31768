namespace Winnow.Functions.Evaluation;

/// <summary>Body of <c>POST /api/evaluations</c>.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Model"><c>name@version</c>, or a name: its newest version.</param>
/// <param name="Split">Only items of this split; null for all.</param>
/// <param name="Metrics">Names of metrics; null or empty for all of the model's task.</param>
/// <param name="Gates">Rules such as <c>accuracy &gt;= 0.98</c> about metrics of the run; null for none.</param>
public sealed record EvaluationRequest(
    string? Dataset, string? Model, string? Split = null, IReadOnlyList<string>? Metrics = null, IReadOnlyList<string>? Gates = null);
