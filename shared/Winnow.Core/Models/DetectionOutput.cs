namespace Winnow.Core.Models;

/// <summary>Boxes with scores, thinned out by non-maximum suppression.</summary>
public abstract record DetectionOutput : ModelOutput
{
    private protected DetectionOutput()
    {
    }

    public required OutputKind Kind { get; init; }

    /// <summary>Boxes below this score are dropped, 0 to 1.</summary>
    public double ScoreThreshold { get; init; } = 0.25;

    /// <summary>Of two boxes of the same class whose intersection over union is above this, the one with the lower score is dropped.</summary>
    public double IouThreshold { get; init; } = 0.45;

    /// <summary>Most objects per image; the best are kept.</summary>
    public int MaxObjects { get; init; } = 300;
}
