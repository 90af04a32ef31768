namespace Winnow.Core.Metrics.Classification;

/// <summary>The ratios of a class that are averaged over classes.</summary>
public enum ClassRatio
{
    /// <summary>Share of the items predicted so that are so.</summary>
    Precision,

    /// <summary>Share of the items that are so that were predicted so.</summary>
    Recall,

    /// <summary>Harmonic mean of both.</summary>
    F1,
}
