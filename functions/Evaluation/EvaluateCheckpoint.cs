namespace Winnow.Functions.Evaluation;

/// <summary>How far an evaluation is between two groups of packs.</summary>
/// <param name="StartedAt">When it began (UTC).</param>
/// <param name="Continuation">Where the listing of packs goes on; null at its start.</param>
/// <param name="IsReference">Whether the packs are those of the reference dataset, which comes second.</param>
/// <param name="Groups">Groups that are done.</param>
/// <param name="Items">Items of those.</param>
/// <param name="LabelSeconds">Time spent on predictions that were missing; null when none were missing yet in this dataset.</param>
/// <param name="Provider">What made them.</param>
public sealed record EvaluateCheckpoint(
    DateTime StartedAt, string? Continuation = null, bool IsReference = false, int Groups = 0, long Items = 0, double? LabelSeconds = null, string? Provider = null);
