namespace Winnow.Core.PseudoLabels;

/// <summary>The annotated items of one pack.</summary>
/// <param name="Classes">Of each model, in the order of its probabilities; empty for a model that gives none.</param>
/// <param name="Items">The items.</param>
public sealed record CalibrationCases(IReadOnlyList<IReadOnlyList<string>> Classes, IReadOnlyList<CalibrationCase> Items);
