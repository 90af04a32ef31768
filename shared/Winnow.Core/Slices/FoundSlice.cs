namespace Winnow.Core.Slices;

/// <summary>Items that share values of attributes and on which a model does worse.</summary>
/// <param name="Predicates">What they share, in the order of the table's attributes.</param>
/// <param name="Support">How many items that are.</param>
/// <param name="AverageError">Their mean error.</param>
/// <param name="RestError">The mean error of all other items.</param>
/// <param name="Score">SliceLine's score: above 0, higher is worse.</param>
/// <param name="Difference">Mean error of the slice minus that of the rest.</param>
/// <param name="RelativeRisk">Mean error of the slice divided by that of the rest; null when the rest has none.</param>
/// <param name="EffectSize">Slice against rest: Cohen's h when all errors are 0 or 1, else Cohen's d (pooled deviation); null when nothing varies.</param>
/// <param name="PValue">Two-sided: of two proportions when all errors are 0 or 1, else Welch's t-test; 1 when a side has fewer than two items.</param>
/// <param name="AdjustedPValue">The same by Benjamini and Hochberg over all slices that were tested.</param>
/// <param name="Members">Indices of some of the items: the greatest error first, then the lowest index.</param>
public sealed record FoundSlice(
    IReadOnlyList<SlicePredicate> Predicates, int Support, double AverageError, double RestError, double Score, double Difference,
    double? RelativeRisk, double? EffectSize, double PValue, double AdjustedPValue, IReadOnlyList<int> Members);
