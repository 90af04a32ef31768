namespace Winnow.Inference;

/// <summary>What a model said about one item.</summary>
public sealed record InferenceResult
{
    public required string Id { get; init; }

    /// <summary>The class; null for text recognition and on errors.</summary>
    public string? Label { get; init; }

    /// <summary>The text; null for classification and on errors.</summary>
    public string? Text { get; init; }

    /// <summary>Probability of the label, or mean probability of the text's characters (0 for the empty text); 0 to 1.</summary>
    public double Confidence { get; init; }

    /// <summary>Classification: probability per class, in the order of the card's labels. Text: probability per character of <see cref="Text"/>.</summary>
    public IReadOnlyList<float> Scores { get; init; } = [];

    /// <summary>Why there is no answer for this item; null when there is one.</summary>
    public string? Error { get; init; }
}
