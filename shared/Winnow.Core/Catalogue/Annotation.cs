using Winnow.Core.Labels;

namespace Winnow.Core.Catalogue;

/// <summary>Ground truth from people for one item: a class label, a transcription, objects, or more.</summary>
public sealed record Annotation
{
    public required string ItemId { get; init; }

    /// <summary>Who said it; one item may have annotations of several sources. Default <c>ground-truth</c>.</summary>
    public string Source { get; init; } = DefaultSource;

    /// <summary>Class name, for classification.</summary>
    public string? Label { get; init; }

    /// <summary>Transcription, for text recognition.</summary>
    public string? Text { get; init; }

    /// <summary>Everything else that it says: objects, tags, references, facts for slices; null when there is nothing else.</summary>
    public LabelDetail? Detail { get; init; }

    /// <summary>Whether it says something that a prediction can be held against; otherwise it only states facts about the item.</summary>
    public bool IsTruth => Label is not null || Text is not null || Detail is { IsTruth: true };

    /// <summary>The source of annotations that name none.</summary>
    public const string DefaultSource = "ground-truth";
}
