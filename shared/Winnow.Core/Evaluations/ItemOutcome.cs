namespace Winnow.Core.Evaluations;

/// <summary>One evaluated item: what it is, what the model said, and how far apart they are.</summary>
public sealed record ItemOutcome
{
    public required string ItemId { get; init; }

    public required string Name { get; init; }

    public required string Pack { get; init; }

    /// <summary>The annotated class or text.</summary>
    public required string Truth { get; init; }

    /// <summary>The predicted class or text.</summary>
    public required string Predicted { get; init; }

    /// <summary>0 to 1.</summary>
    public required double Confidence { get; init; }

    public required bool IsCorrect { get; init; }

    /// <summary>Edits of characters, for text; 0 for a right and 1 for a wrong class.</summary>
    public required long Edits { get; init; }

    /// <summary>Characters of the reference after normalisation, for text; 1 for a class.</summary>
    public required long ReferenceLength { get; init; }
}
