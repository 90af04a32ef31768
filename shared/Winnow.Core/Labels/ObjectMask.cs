namespace Winnow.Core.Labels;

/// <summary>The pixels of one object, in one of the two forms of COCO: run lengths, or polygons.</summary>
/// <remarks>Source: https://cocodataset.org/#format-data and common/maskApi.h of cocodataset/cocoapi.</remarks>
public sealed record ObjectMask
{
    /// <summary>Height of the image in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Width of the image in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Run lengths in column order, starting with the background, in COCO's compressed text form; null when the mask is given as polygons.</summary>
    public string? Counts { get; init; }

    /// <summary>Polygons as <c>[x0, y0, x1, y1, …]</c> in pixels, whose union is the mask; null when the mask is given as run lengths.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? Polygons { get; init; }
}
