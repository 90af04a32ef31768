using Winnow.Core.Labels;

namespace Winnow.Core.Catalogue;

/// <summary>A prediction that somebody brings, as a file says it: about an item that is named by its path or by its id.</summary>
public sealed record NamedPrediction
{
    /// <summary>Relative path within the dataset, with <c>/</c>; null when <see cref="ItemId"/> is given.</summary>
    public string? Path { get; init; }

    /// <summary>SHA-256 of the content, 64 lower-case hex digits; null when <see cref="Path"/> is given.</summary>
    public string? ItemId { get; init; }

    /// <inheritdoc cref="Prediction.Label"/>
    public string? Label { get; init; }

    /// <inheritdoc cref="Prediction.Text"/>
    public string? Text { get; init; }

    /// <summary>0 to 1; null when the file says nothing, and then nothing that needs a confidence is computed from it.</summary>
    public double? Confidence { get; init; }

    /// <summary>Everything else that it says; null when there is nothing else.</summary>
    public LabelDetail? Detail { get; init; }
}
