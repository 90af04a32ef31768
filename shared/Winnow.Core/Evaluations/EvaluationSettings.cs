namespace Winnow.Core.Evaluations;

/// <summary>The choices behind the numbers.</summary>
/// <param name="Metrics">Which metrics were asked for.</param>
/// <param name="Normalisation">Transforms of both texts before they were compared; empty for classes.</param>
/// <param name="WorstItems">How many of the worst items are listed at most.</param>
/// <param name="Packs">How many packs were read.</param>
public sealed record EvaluationSettings(IReadOnlyList<string> Metrics, IReadOnlyList<string> Normalisation, int WorstItems, int Packs);
