namespace Winnow.Core.Catalogue;

/// <summary>Which models label a dataset, and which of their predictions become pseudo-labels.</summary>
public sealed record LabelPolicy
{
    /// <summary>Most classes that are kept of a prediction.</summary>
    public const int MostTop = 20;

    /// <summary>Model name, or <c>name@version</c>; a bare name means the newest registered version. Null: nothing is labelled by itself.</summary>
    public string? Model { get; init; }

    /// <summary>Predictions of at least this confidence become pseudo-labels; 0 to 1. Not looked at where there is a <see cref="Precision"/>.</summary>
    public double MinimumConfidence { get; init; } = 0.9;

    /// <summary>Whether new items are labelled as soon as they are ingested.</summary>
    public bool LabelOnIngest { get; init; }

    /// <summary>The precision that pseudo-labels must have; null: <see cref="MinimumConfidence"/> decides.</summary>
    public PrecisionTarget? Precision { get; init; }

    /// <summary>Other models that are asked, too; null: none.</summary>
    public ModelAgreement? Agreement { get; init; }

    /// <summary>How many of the most probable classes are kept with each prediction, 0 to <see cref="MostTop"/>.</summary>
    public int TopK { get; init; }
}
