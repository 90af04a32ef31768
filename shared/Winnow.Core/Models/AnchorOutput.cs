namespace Winnow.Core.Models;

/// <summary>Scores and box differences for anchors, as SSD (Liu et al. 2016) and RetinaFace (Deng et al. 2019) give them.</summary>
/// <remarks>
/// Anchors are square. With the variances v: centre = anchor's centre + d<sub>xy</sub> · v₀ · anchor's side; size = anchor's side · exp(d<sub>wh</sub> · v₁).
/// Class 0 is the background; the labels are the classes from 1 on.
/// </remarks>
public sealed record AnchorOutput : DetectionOutput
{
    public required IReadOnlyList<AnchorLevel> Levels { get; init; }

    /// <summary>Of centre and size; 1 and 1 where differences are as they are.</summary>
    public IReadOnlyList<double> Variances { get; init; } = [1, 1];

    /// <summary>
    /// Whether the tensors are maps, <c>[N, anchors × numbers, height, width]</c>; else rows, <c>[N, height × width × anchors, numbers]</c>.
    /// </summary>
    public bool AreMaps { get; init; }

    /// <summary>In maps, whether the scores of one class lie together, those of all anchors; else the scores of one anchor, those of all classes.</summary>
    public bool AreClassesFirst { get; init; }
}
