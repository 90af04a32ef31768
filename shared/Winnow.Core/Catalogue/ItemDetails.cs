namespace Winnow.Core.Catalogue;

/// <summary>One item with its names and everything that people and models said about it.</summary>
public sealed record ItemDetails(
    Item Item, IReadOnlyList<string> Names, IReadOnlyList<Annotation> Annotations, IReadOnlyList<Prediction> Predictions);
