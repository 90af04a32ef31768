namespace Winnow.Core.Metrics.Detection;

/// <summary>How detections are evaluated.</summary>
public sealed record DetectionOptions
{
    /// <summary>Boxes of objects or their masks; default: boxes.</summary>
    public OverlapKind Overlap { get; init; }
}
