using Winnow.Core.Labels;

namespace Winnow.Core.Models;

/// <summary>An item beside the card, and what the model must say of it: the check that everything is connected as it should be.</summary>
public sealed record ModelSample
{
    /// <summary>Name of the file beside the card.</summary>
    public required string Input { get; init; }

    /// <summary>The class; null when the sample does not say.</summary>
    public string? Label { get; init; }

    /// <summary>The text; null when the sample does not say.</summary>
    public string? Text { get; init; }

    /// <summary>Confidence; null when the sample does not say.</summary>
    public double? Confidence { get; init; }

    /// <summary>How far a confidence or an element of a vector may be off.</summary>
    public double Tolerance { get; init; } = 0.05;

    /// <summary>Labels, tags, objects, vector; members that are null are not compared.</summary>
    public LabelDetail Expected { get; init; } = new();
}
