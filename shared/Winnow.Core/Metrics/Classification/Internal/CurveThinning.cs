namespace Winnow.Core.Metrics.Classification.Internal;

/// <summary>Chooses the points of a curve that a plot needs.</summary>
/// <remarks>
/// Douglas and Peucker (1973) with a budget: the ends are kept; then again and again, of all stretches between kept points, the one whose
/// farthest point lies farthest from its chord is split there. That point is a corner of the convex hull of its stretch, so the outline
/// survives. Usually n log n steps; n × budget at worst.
/// </remarks>
internal static class CurveThinning
{
    /// <param name="x">Of every point, in the order of the curve.</param>
    /// <param name="y">Of every point.</param>
    /// <param name="budget">The most points to keep; 2 or more.</param>
    /// <returns>Indices of the kept points, ascending: all when they are few enough, fewer than the budget when the rest lies on the kept lines.</returns>
    public static int[] Choose(double[] x, double[] y, int budget)
    {
        if (x.Length <= budget)
        {
            return [.. Enumerable.Range(0, x.Length)];
        }

        var kept = new List<int> { 0, x.Length - 1 };
        var stretches = new PriorityQueue<Stretch, double>();
        Enqueue(0, x.Length - 1);
        while (kept.Count < budget && stretches.TryDequeue(out var stretch, out _))
        {
            kept.Add(stretch.Farthest);
            Enqueue(stretch.From, stretch.Farthest);
            Enqueue(stretch.Farthest, stretch.To);
        }

        kept.Sort();
        return [.. kept];

        void Enqueue(int from, int to)
        {
            var (farthest, distance) = Farthest(x, y, from, to);
            if (distance > 0)
            {
                stretches.Enqueue(new(from, farthest, to), -distance);
            }
        }
    }

    private static (int Index, double Distance) Farthest(double[] x, double[] y, int from, int to)
    {
        var (dx, dy) = (x[to] - x[from], y[to] - y[from]);
        var (best, farthest) = (from, 0.0);
        for (var i = from + 1; i < to; i++)
        {
            var area = Math.Abs((dx * (y[i] - y[from])) - (dy * (x[i] - x[from])));
            if (area > farthest)
            {
                (best, farthest) = (i, area);
            }
        }

        return (best, farthest == 0 ? 0 : farthest / Math.Sqrt((dx * dx) + (dy * dy)));
    }

    private readonly record struct Stretch(int From, int Farthest, int To);
}
