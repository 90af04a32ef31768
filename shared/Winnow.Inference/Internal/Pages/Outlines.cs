using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Winnow.Inference.Internal.Pages;

/// <summary>Finds the connected regions (over sides and corners) of what is above a threshold in a map.</summary>
/// <remarks>
/// Each row is cut into runs, and runs that touch one of the row above are joined (union-find over runs, Rosenfeld and Pfaltz 1966): what is below the threshold, most
/// of a page, is looked at once, eight pixels at a time.
/// </remarks>
internal static class Outlines
{
    /// <summary>The regions in the order in which their first pixels come, row by row.</summary>
    /// <param name="map">Row by row.</param>
    /// <param name="width">Of the map.</param>
    /// <param name="threshold">A pixel belongs to a region when it is above.</param>
    public static List<Outline> Find(ReadOnlySpan<float> map, int width, float threshold)
    {
        var runs = new List<Run>();
        var (above, row) = (0, 0);
        for (var y = 0; y < map.Length / width; y++, (above, row) = (row, runs.Count))
        {
            AddRuns(map.Slice(y * width, width), y, threshold, runs);
            Join(CollectionsMarshal.AsSpan(runs), above, row);
        }

        return Collect(CollectionsMarshal.AsSpan(runs));
    }

    private static void AddRuns(ReadOnlySpan<float> row, int y, float threshold, List<Run> runs)
    {
        for (var end = 0; Next(row, end, threshold, isAbove: true) is var start && start < row.Length;)
        {
            end = Next(row, start, threshold, isAbove: false);
            runs.Add(new() { Y = y, First = start, Last = end - 1, Parent = runs.Count });
        }
    }

    /// <summary>The next pixel that is above a threshold, or is not; the row's length when there is none.</summary>
    private static int Next(ReadOnlySpan<float> row, int from, float threshold, bool isAbove)
    {
        var (limit, flip) = (Vector256.Create(threshold), isAbove ? 0u : 0xFFu);
        for (; from <= row.Length - Vector256<float>.Count; from += Vector256<float>.Count)
        {
            var bits = Vector256.GreaterThan(Vector256.Create(row[from..]), limit).ExtractMostSignificantBits() ^ flip;
            if (bits != 0) return from + BitOperations.TrailingZeroCount(bits);
        }

        while (from < row.Length && row[from] > threshold != isAbove) from++;
        return from;
    }

    /// <summary>Joins the runs of a row, the last ones, with those of the row above.</summary>
    private static void Join(Span<Run> runs, int above, int row)
    {
        var (upper, lower) = (above, row);
        while (upper < row && lower < runs.Length)
        {
            if (runs[upper].First <= runs[lower].Last + 1 && runs[lower].First <= runs[upper].Last + 1) Unite(runs, upper, lower);
            if (runs[upper].Last < runs[lower].Last) upper++;
            else lower++;
        }
    }

    /// <summary>The earlier root becomes that of both.</summary>
    private static void Unite(Span<Run> runs, int a, int b)
    {
        (a, b) = (RootOf(runs, a), RootOf(runs, b));
        runs[Math.Max(a, b)].Parent = Math.Min(a, b);
    }

    private static int RootOf(Span<Run> runs, int at)
    {
        while (runs[at].Parent != at) at = runs[at].Parent = runs[runs[at].Parent].Parent;
        return at;
    }

    private static List<Outline> Collect(Span<Run> runs)
    {
        var outlines = new List<Outline>();
        for (var i = 0; i < runs.Length; i++)
        {
            var root = RootOf(runs, i);
            if (root == i)
            {
                runs[i].Outline = outlines.Count;
                outlines.Add(new());
            }

            outlines[runs[root].Outline].Add(runs[i].Y, runs[i].First, runs[i].Last);
        }

        return outlines;
    }

    private record struct Run
    {
        public required int Y { get; init; }

        public required int First { get; init; }

        public required int Last { get; init; }

        /// <summary>A run of the same region; the run itself when it is the first of its region.</summary>
        public required int Parent { get; set; }

        public int Outline { get; set; }
    }
}
