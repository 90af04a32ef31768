using Winnow.Core.Labels;
using Winnow.Core.Models;

namespace Winnow.Inference;

/// <summary>What a model said about one item.</summary>
public sealed record InferenceResult
{
    public required string Id { get; init; }

    /// <summary>The class, of classification and sequences; null for other tasks and on errors.</summary>
    public string? Label { get; init; }

    /// <summary>The text of a line; null for other tasks and on errors.</summary>
    public string? Text { get; init; }

    /// <summary>0 to 1; null for vectors and on errors.</summary>
    /// <remarks>
    /// Classification, sequences: probability of the label. Multi-label: of the least certain decision. Detection: score of the least certain object; without objects, 1 −
    /// the best score that did not reach the threshold. Text, tags, pages: mean over the characters, tags or lines, 0 when there are none.
    /// </remarks>
    public double? Confidence { get; init; }

    /// <summary>
    /// Classification, multi-label, sequences: probability per class, in the order of the card's labels. Text: probability per character of <see cref="Text"/>.
    /// Tagging: probability per tag. Else empty.
    /// </summary>
    public IReadOnlyList<float> Scores { get; init; } = [];

    /// <summary>What there is beyond label and text: objects, labels, tags, steps, a vector; null when there is nothing.</summary>
    public LabelDetail? Detail { get; init; }

    /// <summary>Why there is no answer for this item; null when there is one.</summary>
    public string? Error { get; init; }

    /// <summary>Its row in a predictions file, before anything is decided about it.</summary>
    /// <param name="name">The item's first name.</param>
    public PredictionRow ToRow(string name) => new()
    {
        ItemId = Id,
        Name = name,
        Label = Label,
        Text = Text,
        Confidence = Confidence,
        Scores = [.. Scores],
        Detail = Detail is { } detail ? LabelJson.Write(detail) : null,
        Error = Error,
    };
}
