namespace Winnow.Functions.Datasets;

/// <summary>An annotation of an item.</summary>
public sealed record AnnotationDescription(string Source, string? Label, string? Text);
