namespace Winnow.Core.Catalogue;

/// <summary>An item as a query returns it, with the label that the query found it by.</summary>
public sealed record ItemSummary
{
    public required string Id { get; init; }

    public required string Pack { get; init; }

    public required string Name { get; init; }

    public string? Label { get; init; }

    public string? Text { get; init; }

    /// <summary>Confidence of the prediction, 0 to 1; 1 for annotations; null when there is neither.</summary>
    public double? Confidence { get; init; }

    /// <summary><c>name@version</c>; null when no model was asked.</summary>
    public string? Model { get; init; }

    /// <summary>How far the models of the label policy are apart about it, 0 to 1; null when not more than one was asked.</summary>
    public double? Disagreement { get; init; }

    public string? Split { get; init; }

    public ItemState State { get; init; }
}
