namespace Winnow.Inference.Internal.Pages;

/// <summary>A rectangle in any direction: centre, unit vector along its width, width and height, in pixels from the centre of the first pixel.</summary>
internal readonly record struct SmallestRectangle(double CentreX, double CentreY, double DirectionX, double DirectionY, double Width, double Height)
{
    /// <summary>The rectangle of the smallest area around points; one of its sides lies on a side of their convex hull (Freeman and Shapira 1975).</summary>
    /// <param name="points">At least one, ordered by y and then by x.</param>
    public static SmallestRectangle Around(IReadOnlyList<(int X, int Y)> points)
    {
        var hull = ConvexHull(points);
        SmallestRectangle? best = null;
        for (var i = 0; i < hull.Count; i++)
        {
            var (from, to) = (hull[i], hull[(i + 1) % hull.Count]);
            var length = Math.Sqrt(((double)(to.X - from.X) * (to.X - from.X)) + ((double)(to.Y - from.Y) * (to.Y - from.Y)));
            if (length == 0) continue;
            var candidate = Along(hull, (to.X - from.X) / length, (to.Y - from.Y) / length);
            if (best is null || candidate.Width * candidate.Height < best.Value.Width * best.Value.Height) best = candidate;
        }

        return best ?? new(points[0].X, points[0].Y, 1, 0, 0, 0);
    }

    public SmallestRectangle Grow(double by) => this with { Width = Width + (2 * by), Height = Height + (2 * by) };

    /// <summary>The mean of a map over the pixels whose centre is in the rectangle; 0 when there is none.</summary>
    public double MeanOf(ReadOnlySpan<float> map, int width, int height)
    {
        const double slack = 1e-6;
        var reachX = ((Math.Abs(DirectionX) * Width) + (Math.Abs(DirectionY) * Height)) / 2;
        var reachY = ((Math.Abs(DirectionY) * Width) + (Math.Abs(DirectionX) * Height)) / 2;
        var (sum, count) = (0.0, 0);
        for (var y = Math.Max(0, (int)Math.Ceiling(CentreY - reachY)); y <= Math.Min(height - 1, CentreY + reachY); y++)
        {
            for (var x = Math.Max(0, (int)Math.Ceiling(CentreX - reachX)); x <= Math.Min(width - 1, CentreX + reachX); x++)
            {
                var (dx, dy) = (x - CentreX, y - CentreY);
                if (Math.Abs((dx * DirectionX) + (dy * DirectionY)) > (Width / 2) + slack) continue;
                if (Math.Abs((dy * DirectionX) - (dx * DirectionY)) > (Height / 2) + slack) continue;
                sum += map[(y * width) + x];
                count++;
            }
        }

        return count == 0 ? 0 : sum / count;
    }

    private static SmallestRectangle Along(List<(int X, int Y)> hull, double ux, double uy)
    {
        var (left, right, top, bottom) = (double.MaxValue, double.MinValue, double.MaxValue, double.MinValue);
        foreach (var (x, y) in hull)
        {
            var (a, b) = ((x * ux) + (y * uy), (y * ux) - (x * uy));
            (left, right) = (Math.Min(left, a), Math.Max(right, a));
            (top, bottom) = (Math.Min(top, b), Math.Max(bottom, b));
        }

        var (along, across) = ((left + right) / 2, (top + bottom) / 2);
        return new((along * ux) - (across * uy), (along * uy) + (across * ux), ux, uy, right - left, bottom - top);
    }

    /// <summary>Andrew's monotone chain, over points that are ordered already.</summary>
    private static List<(int X, int Y)> ConvexHull(IReadOnlyList<(int X, int Y)> points)
    {
        if (points.Count < 3) return [.. points];
        var hull = HalfHull(points);
        hull.RemoveAt(hull.Count - 1);
        var back = HalfHull([.. Enumerable.Reverse(points)]);
        back.RemoveAt(back.Count - 1);
        hull.AddRange(back);
        return hull;
    }

    private static List<(int X, int Y)> HalfHull(IReadOnlyList<(int X, int Y)> points)
    {
        var half = new List<(int X, int Y)>();
        foreach (var point in points)
        {
            while (half.Count >= 2 && Cross(half[^2], half[^1], point) <= 0) half.RemoveAt(half.Count - 1);
            half.Add(point);
        }

        return half;
    }

    private static long Cross((int X, int Y) a, (int X, int Y) b, (int X, int Y) c) =>
        ((long)(b.X - a.X) * (c.Y - a.Y)) - ((long)(b.Y - a.Y) * (c.X - a.X));
}
