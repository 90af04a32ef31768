namespace Winnow.Core.PseudoLabels;

/// <summary>From which score on answers of a class become pseudo-labels, and what that rests on.</summary>
public sealed record ClassThreshold
{
    /// <summary>The class; null: any answer, where answers are texts.</summary>
    public string? Class { get; init; }

    /// <summary>From this score on; null: no score is good enough, and all answers of the class are left alone.</summary>
    public double? Threshold { get; init; }

    /// <summary>Annotated items with this answer by which the thresholds were tested.</summary>
    public required int Tested { get; init; }

    /// <summary>Of these, those at or above the threshold; 0 without one.</summary>
    public int Accepted { get; init; }

    /// <summary>Of these, those that are right.</summary>
    public int Right { get; init; }

    /// <summary>Why there is no threshold; null when there is one.</summary>
    public string? Reason { get; init; }
}
