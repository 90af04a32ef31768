namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>Turns a polygon into the run lengths of the pixels inside.</summary>
/// <remarks>
/// The rule of maskApi.c (cocodataset/cocoapi 8c9bcc3): points are rounded to a grid five times finer, edges are walked on it step by step, and
/// each column is crossed where the walk passes the middle of its pixels. Inside is between the odd and the even crossing. Rounding is towards
/// 0, also of negative numbers, as a C cast does it. Time: O(5 · outline in pixels).
/// </remarks>
internal static class PolygonPixels
{
    private const int Scale = 5;
    private const int Middle = 2;
    private const int MinNumbers = 6;

    public static int[] ToRuns(IReadOnlyList<double> polygon, int height, int width)
    {
        var corners = CornersOf(polygon);
        var crossings = new List<int>();
        var last = default((int X, int Y)?);
        for (var i = 0; i < corners.Length; i++)
        {
            Walk(corners[i], corners[(i + 1) % corners.Length], ref last, crossings, height, width);
        }

        crossings.Sort();
        crossings.Add(height * width);
        var runs = new RunBuilder(height * width);
        for (var i = 0; i + 1 < crossings.Count; i += 2)
        {
            runs.Add(crossings[i], crossings[i + 1]);
        }

        return runs.Build();
    }

    private static (int X, int Y)[] CornersOf(IReadOnlyList<double> polygon)
    {
        if (polygon.Count < MinNumbers || polygon.Count % 2 != 0)
        {
            throw new ArgumentException($"A polygon of {polygon.Count} numbers was given; it needs two for each of at least three points.", nameof(polygon));
        }

        var corners = new (int X, int Y)[polygon.Count / 2];
        for (var i = 0; i < corners.Length; i++)
        {
            corners[i] = (OnGrid(polygon[2 * i]), OnGrid(polygon[(2 * i) + 1]));
        }

        return corners;
    }

    private static int OnGrid(double coordinate) => Math.Abs(coordinate) <= RunLengthMask.MaxCoordinate
        ? (int)((Scale * coordinate) + .5)
        : throw new ArgumentException($"{coordinate} is not a coordinate; those are from −{RunLengthMask.MaxCoordinate} to {RunLengthMask.MaxCoordinate}.");

    private static void Walk((int X, int Y) from, (int X, int Y) to, ref (int X, int Y)? last, List<int> crossings, int height, int width)
    {
        var (dx, dy) = (Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y));
        var (isFlat, steps) = (dx >= dy, Math.Max(dx, dy));
        var isBackward = isFlat ? from.X > to.X : from.Y > to.Y;
        // An edge is always computed from its lower end, so that both its neighbours see the same pixels.
        var (low, high) = isBackward ? (to, from) : (from, to);
        var slope = steps == 0 ? 0 : (double)(isFlat ? high.Y - low.Y : high.X - low.X) / steps;
        for (var step = 0; step <= steps; step++)
        {
            var along = isBackward ? steps - step : step;
            var point = isFlat
                ? (low.X + along, (int)(low.Y + (slope * along) + .5))
                : ((int)(low.X + (slope * along) + .5), low.Y + along);
            Cross(last ?? point, point, crossings, height, width);
            last = point;
        }
    }

    private static void Cross((int X, int Y) from, (int X, int Y) to, List<int> crossings, int height, int width)
    {
        var left = (to.X < from.X ? to.X : to.X - 1) - Middle;
        if (from.X == to.X || left < 0 || left % Scale != 0 || left / Scale >= width)
        {
            return;
        }

        var above = Math.Min(from.Y, to.Y) - Middle;
        var row = above <= 0 ? 0 : Math.Min(height, (above + Scale - 1) / Scale);
        crossings.Add((left / Scale * height) + row);
    }
}
