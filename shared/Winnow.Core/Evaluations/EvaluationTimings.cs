namespace Winnow.Core.Evaluations;

/// <summary>How long the stages took.</summary>
/// <param name="LabelSeconds">Making predictions that were missing; 0 when none was.</param>
/// <param name="EvaluateSeconds">Comparing, over all shards, wall-clock.</param>
public sealed record EvaluationTimings(double LabelSeconds, double EvaluateSeconds);
