namespace Winnow.Core.Catalogue;

/// <summary>Ground truth from people for one item: a class label, a transcription, or both.</summary>
public sealed record Annotation
{
    public required string ItemId { get; init; }

    /// <summary>Who said it; one item may have annotations of several sources. Default <c>ground-truth</c>.</summary>
    public string Source { get; init; } = DefaultSource;

    /// <summary>Class name, for classification.</summary>
    public string? Label { get; init; }

    /// <summary>Transcription, for text recognition.</summary>
    public string? Text { get; init; }

    /// <summary>The source of annotations that name none.</summary>
    public const string DefaultSource = "ground-truth";
}
