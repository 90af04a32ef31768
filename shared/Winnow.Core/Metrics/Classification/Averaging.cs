namespace Winnow.Core.Metrics.Classification;

/// <summary>How the scores of classes become one.</summary>
public enum Averaging
{
    /// <summary>The plain mean over classes.</summary>
    Macro,

    /// <summary>The mean weighted by support.</summary>
    Weighted,

    /// <summary>The score of the summed counts of all classes.</summary>
    Micro,
}
