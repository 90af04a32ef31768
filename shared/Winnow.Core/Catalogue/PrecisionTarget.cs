namespace Winnow.Core.Catalogue;

/// <summary>What is promised of pseudo-labels: of each class at least so many are right.</summary>
/// <remarks>docs/pseudo-labels.md says how thresholds are chosen, and what the promise rests on.</remarks>
public sealed record PrecisionTarget
{
    /// <summary>Least share of right ones among the pseudo-labels of every class; 0 to 1, both excluded.</summary>
    public double Target { get; init; }

    /// <summary>Probability with which the promise holds, for all classes at once; 0 to 1, both excluded. Default: 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The split whose annotated items the thresholds are chosen by; null: all annotated items.</summary>
    public string? Split { get; init; }
}
