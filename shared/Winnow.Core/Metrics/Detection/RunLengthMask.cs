using System.Collections.ObjectModel;
using Winnow.Core.Labels;
using Winnow.Core.Metrics.Detection.Internal;

namespace Winnow.Core.Metrics.Detection;

/// <summary>The pixels of one object as run lengths in column order, as COCO writes masks; everything is computed on the runs.</summary>
/// <remarks>
/// Runs alternate between background and object, starting with the background (which may be 0 pixels long), and sum to height × width. Runs of
/// length 0 further on are merged when a mask is read. Polygons become pixels exactly as in maskApi.c of cocodataset/cocoapi (8c9bcc3); areas, bounds,
/// unions and overlaps are those of pycocotools.mask. Memory: four bytes per run. Immutable.
/// </remarks>
public sealed class RunLengthMask
{
    /// <summary>The largest coordinate of a polygon, in pixels.</summary>
    public const double MaxCoordinate = 1 << 20;

    private readonly int[] runs;

    private RunLengthMask(int height, int width, int[] runs)
    {
        (Height, Width, this.runs) = (height, width, runs);
        (Area, Bounds) = RunMeasures.Measure(runs, height);
    }

    /// <summary>Height of the image in pixels.</summary>
    public int Height { get; }

    /// <summary>Width of the image in pixels.</summary>
    public int Width { get; }

    /// <summary>Pixels of the object.</summary>
    public long Area { get; }

    /// <summary>The smallest box of whole pixels around the object; all 0 when there is no pixel.</summary>
    public Box Bounds { get; }

    /// <summary>The run lengths.</summary>
    public ReadOnlyCollection<int> Runs => runs.AsReadOnly();

    /// <summary>Reads a mask in either form.</summary>
    /// <exception cref="ArgumentException">It has neither form or both, or what it has is no mask.</exception>
    public static RunLengthMask Of(ObjectMask mask) => (mask.Counts, mask.Polygons) switch
    {
        ({ } counts, null) => Parse(counts, mask.Height, mask.Width),
        (null, { } polygons) => FromPolygons(polygons, mask.Height, mask.Width),
        _ => throw new ArgumentException("A mask is given either as run lengths or as polygons.", nameof(mask)),
    };

    /// <summary>Reads COCO's compressed text form.</summary>
    /// <exception cref="ArgumentException">The text is cut short or has other characters, or its runs do not sum to height × width.</exception>
    public static RunLengthMask Parse(string counts, int height, int width) => FromRuns(RunText.Parse(counts), height, width);

    /// <exception cref="ArgumentException">A run is negative, or the runs do not sum to height × width.</exception>
    public static RunLengthMask FromRuns(IReadOnlyList<int> runs, int height, int width)
    {
        var (pixels, sum) = (PixelsOf(height, width), runs.Sum(run => (long)run));
        if (sum != pixels || runs.Any(run => run < 0))
        {
            var shortest = runs.DefaultIfEmpty().Min();
            throw new ArgumentException($"The runs sum to {sum}, the shortest is {shortest}; an image of {height} × {width} has {pixels} pixels.", nameof(runs));
        }

        var (builder, position) = (new RunBuilder(pixels), 0);
        for (var i = 0; i < runs.Count; i++)
        {
            var end = position + runs[i];
            builder.Add(i % 2 == 0 ? end : position, end);
            position = end;
        }

        return new(height, width, builder.Build());
    }

    /// <summary>The union of polygons given as <c>[x0, y0, x1, y1, …]</c> in pixels.</summary>
    /// <exception cref="ArgumentException">A polygon has fewer than three points, half a point, or a coordinate beyond ±<see cref="MaxCoordinate"/>.</exception>
    public static RunLengthMask FromPolygons(IReadOnlyList<IReadOnlyList<double>> polygons, int height, int width)
    {
        var union = new RunLengthMask(height, width, new RunBuilder(PixelsOf(height, width)).Build());
        foreach (var polygon in polygons)
        {
            union = union.Union(new(height, width, PolygonPixels.ToRuns(polygon, height, width)));
        }

        return union;
    }

    /// <exception cref="ArgumentException">The images differ in size.</exception>
    public RunLengthMask Union(RunLengthMask other) => new(Height, Width, RunMeasures.Union(runs, OfSameSize(other).runs, Height * Width));

    /// <exception cref="ArgumentException">The images differ in size.</exception>
    public RunLengthMask Intersect(RunLengthMask other) => new(Height, Width, RunMeasures.Intersect(runs, OfSameSize(other).runs, Height * Width));

    /// <summary>Pixels that both have. Time O(runs of both), nothing is allocated.</summary>
    /// <exception cref="ArgumentException">The images differ in size.</exception>
    public long IntersectionArea(RunLengthMask other) =>
        BoxOverlap.Intersection(Bounds, OfSameSize(other).Bounds) > 0 ? RunMeasures.IntersectionArea(runs, other.runs) : 0;

    /// <summary>Intersection over union, 0 to 1; 0 when nothing is common. For a crowd: intersection over the area of this mask.</summary>
    /// <param name="truth">The mask to compare with.</param>
    /// <param name="isCrowd">Whether <paramref name="truth"/> stands for a crowd.</param>
    /// <exception cref="ArgumentException">The images differ in size.</exception>
    public double Iou(RunLengthMask truth, bool isCrowd = false)
    {
        var common = IntersectionArea(truth);
        return common == 0 ? 0 : (double)common / (isCrowd ? Area : Area + truth.Area - common);
    }

    /// <summary>COCO's compressed text form.</summary>
    public string ToCounts() => RunText.Write(runs);

    private static int PixelsOf(int height, int width) => height > 0 && width > 0 && (long)height * width <= int.MaxValue
        ? height * width
        : throw new ArgumentException($"A mask of {height} × {width} pixels is not possible; both are from 1, their product up to 2³¹ − 1.", nameof(height));

    private RunLengthMask OfSameSize(RunLengthMask other) => other.Height == Height && other.Width == Width
        ? other
        : throw new ArgumentException($"Masks of {Height} × {Width} and {other.Height} × {other.Width} pixels have nothing to compare.", nameof(other));
}
