using Winnow.Core.Models;

namespace Winnow.Inference.Internal.Pages;

/// <summary>Finds lines of text in a map of the probability that a pixel is text.</summary>
/// <remarks>
/// Differentiable binarisation (Liao et al. 2020), as PaddleOCR's DBPostProcess does it with quadrilaterals: each connected region of pixels above the threshold is
/// one line; its smallest rectangle is scored by the mean of the map in it, and grown, since the network is trained on shrunken regions. A rectangle that is
/// grown stays one, so that no general polygon offset is needed.
/// </remarks>
internal sealed class RegionFinder(RegionOutput card)
{
    /// <summary>A region higher than wide by this factor is a line that runs down.</summary>
    private const double VerticalRatio = 1.5;

    /// <summary>The lines, in no special order.</summary>
    /// <param name="map">Row by row.</param>
    /// <param name="width">Of the map.</param>
    /// <param name="height">Of the map.</param>
    public List<TextRegion> Find(ReadOnlySpan<float> map, int width, int height)
    {
        var regions = new List<TextRegion>();
        foreach (var outline in Outlines.Find(map, width, (float)card.PixelThreshold).OrderByDescending(outline => outline.Pixels).Take(card.MaxRegions))
        {
            var rectangle = SmallestRectangle.Around(outline.Points);
            if (Math.Min(rectangle.Width, rectangle.Height) < card.MinimumSide) continue;
            if (rectangle.MeanOf(map, width, height) < card.RegionThreshold) continue;
            var growth = rectangle.Width * rectangle.Height * card.Unclip / (2 * (rectangle.Width + rectangle.Height));
            var grown = rectangle.Grow(growth);
            if (Math.Min(grown.Width, grown.Height) >= card.MinimumSide + 2) regions.Add(ToRegion(grown));
        }

        return regions;
    }

    /// <summary>Text is taken as running to the right, or down where the region is much higher than wide.</summary>
    private static TextRegion ToRegion(SmallestRectangle box)
    {
        var (ux, uy, width, height) = (box.DirectionX, box.DirectionY, box.Width, box.Height);
        if (Math.Abs(uy) > Math.Abs(ux)) (ux, uy, width, height) = (-uy, ux, height, width);
        if (ux < 0) (ux, uy) = (-ux, -uy);
        // A quarter turn clockwise on the screen, whose y points down.
        var (vx, vy) = (-uy, ux);
        if (height >= VerticalRatio * width) (ux, uy, vx, vy, width, height) = (vx, vy, -ux, -uy, height, width);
        // The map's numbers are those of pixel centres.
        var (x, y) = (box.CentreX + 0.5, box.CentreY + 0.5);
        return new(x - (((ux * width) + (vx * height)) / 2), y - (((uy * width) + (vy * height)) / 2), ux * width, uy * width, vx * height, vy * height);
    }
}
