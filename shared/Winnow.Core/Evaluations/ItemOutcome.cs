namespace Winnow.Core.Evaluations;

/// <summary>One evaluated item: what it is, what the model said, and how far apart they are.</summary>
public sealed record ItemOutcome
{
    public required string ItemId { get; init; }

    public required string Name { get; init; }

    public required string Pack { get; init; }

    /// <summary>The truth: a class, a text, or a summary of what is there.</summary>
    public required string Truth { get; init; }

    /// <summary>The answer, in the same form.</summary>
    public required string Predicted { get; init; }

    /// <summary>0 to 1; null when nobody said.</summary>
    public double? Confidence { get; init; }

    /// <inheritdoc cref="Comparison.Loss"/>
    public required double Loss { get; init; }

    /// <inheritdoc cref="Comparison.Parts"/>
    public required IReadOnlyList<double> Parts { get; init; }

    /// <summary>Facts about the item by name, for slices and groups.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>The same that are numbers.</summary>
    public IReadOnlyDictionary<string, double> Numbers { get; init; } = new Dictionary<string, double>();

    /// <inheritdoc cref="Comparison.Probabilities"/>
    public IReadOnlyList<double>? Probabilities { get; init; }

    /// <inheritdoc cref="Comparison.Objects"/>
    public IReadOnlyList<DrawnObject>? Objects { get; init; }

    public bool IsCorrect => Loss == 0;
}
