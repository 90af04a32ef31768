using Winnow.Core.Catalogue;

namespace Winnow.Functions.Evaluation;

/// <summary>One pack, read for its evaluation.</summary>
/// <param name="Items">Its items.</param>
/// <param name="Annotations">What people said about them.</param>
/// <param name="Predictions">What the model said about them, with details.</param>
/// <param name="Classes">The classes that brought predictions give probabilities of, in order; null when the predictions say, or have none.</param>
public sealed record ShardContent(
    IReadOnlyList<Item> Items, IReadOnlyList<Annotation> Annotations, IReadOnlyList<Prediction> Predictions, IReadOnlyList<string>? Classes);
