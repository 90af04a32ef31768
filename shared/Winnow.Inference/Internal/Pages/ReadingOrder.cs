namespace Winnow.Inference.Internal.Pages;

/// <summary>Orders the lines of a page from top to bottom, and those of one row from left to right, along the direction of the page's text.</summary>
internal static class ReadingOrder
{
    /// <summary>A line belongs to a row when its centre is less than half the height of the row's first line below that one's centre.</summary>
    public static List<TextRegion> Sort(IReadOnlyList<TextRegion> regions)
    {
        // Long lines say best how the page is turned.
        var (x, y) = (regions.Sum(region => region.AlongX), regions.Sum(region => region.AlongY));
        var length = Math.Sqrt((x * x) + (y * y));
        var (ux, uy) = length > 0 ? (x / length, y / length) : (1, 0);
        var sorted = regions.Select(region => Line.Of(region, ux, uy)).OrderBy(line => line.Down).ToList();
        var result = new List<TextRegion>(sorted.Count);
        for (var start = 0; start < sorted.Count;)
        {
            var first = sorted[start];
            var row = sorted.Skip(start).TakeWhile((line, i) => i == 0 || line.Down - first.Down < first.Region.Height / 2).ToList();
            result.AddRange(row.OrderBy(line => line.Along).Select(line => line.Region));
            start += row.Count;
        }

        return result;
    }

    /// <summary>A line, and its centre in the coordinates of the page's text.</summary>
    private readonly record struct Line(TextRegion Region, double Along, double Down)
    {
        public static Line Of(TextRegion region, double ux, double uy)
        {
            var (x, y) = (region.X + ((region.AlongX + region.DownX) / 2), region.Y + ((region.AlongY + region.DownY) / 2));
            return new(region, (x * ux) + (y * uy), (y * ux) - (x * uy));
        }
    }
}
