namespace Winnow.Core.Models;

/// <summary>A map of the probability that a pixel is text, <c>[N, 1, height, width]</c>, and how lines of text are found in it (DB, Liao et al. 2020).</summary>
public sealed record RegionOutput : ModelOutput
{
    /// <summary>Name of the tensor in the ONNX file.</summary>
    public required string Tensor { get; init; }

    /// <summary>Pixels above this are text.</summary>
    public double PixelThreshold { get; init; } = 0.3;

    /// <summary>Regions whose mean probability is below this are dropped.</summary>
    public double RegionThreshold { get; init; } = 0.6;

    /// <summary>How far a region is grown: its area × this / its perimeter, in pixels of the map on each side.</summary>
    public double Unclip { get; init; } = 1.5;

    /// <summary>Regions whose shorter side is below this are dropped, in pixels of the map, before they are grown.</summary>
    public double MinimumSide { get; init; } = 3;

    /// <summary>Most regions per image; the largest are kept.</summary>
    public int MaxRegions { get; init; } = 1000;
}
