using Winnow.Core.Labels;

namespace Winnow.Core.Catalogue;

/// <summary>An annotation that refers to its item by file name, as annotation files do.</summary>
public sealed record NamedAnnotation
{
    /// <summary>Relative path within the dataset, with <c>/</c>.</summary>
    public required string Path { get; init; }

    /// <inheritdoc cref="Annotation.Source"/>
    public string Source { get; init; } = Annotation.DefaultSource;

    /// <inheritdoc cref="Annotation.Label"/>
    public string? Label { get; init; }

    /// <inheritdoc cref="Annotation.Text"/>
    public string? Text { get; init; }

    /// <inheritdoc cref="Annotation.Detail"/>
    public LabelDetail? Detail { get; init; }

    /// <summary>The split that the annotation file assigns to the item; null when it says nothing.</summary>
    public string? Split { get; init; }
}
