namespace Winnow.Core.PseudoLabels;

/// <summary>An annotated item, and what the models say about it.</summary>
/// <param name="ItemId">SHA-256 of the content.</param>
/// <param name="Truth">What people say: the class or the text.</param>
/// <param name="Answers">One per model, in their order; null for a model that failed.</param>
public sealed record CalibrationCase(string ItemId, string Truth, IReadOnlyList<ModelAnswer?> Answers);
