namespace Winnow.Core.Catalogue;

/// <summary>Which model labels a dataset, and which of its predictions become pseudo-labels.</summary>
public sealed record LabelPolicy
{
    /// <summary>Model name, or <c>name@version</c>; a bare name means the newest registered version. Null: nothing is labelled by itself.</summary>
    public string? Model { get; init; }

    /// <summary>Predictions of at least this confidence become pseudo-labels; 0 to 1.</summary>
    public double MinimumConfidence { get; init; } = 0.9;

    /// <summary>Whether new items are labelled as soon as they are ingested.</summary>
    public bool LabelOnIngest { get; init; }
}
