namespace Winnow.Core.Evaluations;

/// <summary>The choices behind the numbers.</summary>
/// <param name="Spec">What was evaluated, and how.</param>
/// <param name="Normalisation">Transforms of both texts before they were compared; empty for tasks without texts.</param>
/// <param name="Packs">How many packs were read.</param>
/// <param name="Analysed">Items of which intervals, slices and comparisons were made: all, or a sample by the hash of their content when there are too many.</param>
/// <param name="WorstItems">How many of the worst items are listed at most.</param>
/// <param name="Notes">Rules that were applied to this run, in words: what was left out and why.</param>
public sealed record EvaluationSettings(
    EvaluationSpec Spec, IReadOnlyList<string> Normalisation, int Packs, long Analysed, int WorstItems, IReadOnlyList<string> Notes);
