namespace Winnow.Core.Catalogue;

/// <summary>Which items of a dataset are wanted; conditions are combined with "and".</summary>
public sealed record ItemQuery
{
    /// <summary>The item's label: annotated, or pseudo-labelled.</summary>
    public string? Label { get; init; }

    /// <summary>Confidence bounds of the prediction, inclusive, 0 to 1.</summary>
    public double? MinimumConfidence { get; init; }

    /// <inheritdoc cref="MinimumConfidence"/>
    public double? MaximumConfidence { get; init; }

    /// <summary>Items with a prediction of this model, <c>name@version</c>.</summary>
    public string? Model { get; init; }

    /// <summary>Items about which the models of the label policy are at least so far apart; above 0, up to 1.</summary>
    public double? MinimumDisagreement { get; init; }

    public string? Split { get; init; }

    public ItemState? State { get; init; }

    /// <summary>Items one of whose names starts with this.</summary>
    public string? NamePrefix { get; init; }

    /// <summary>Items on which an evaluation found this kind of error: <c>misclassified</c>, <c>misread</c>.</summary>
    public string? Error { get; init; }
}
