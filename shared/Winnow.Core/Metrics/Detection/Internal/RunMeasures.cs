using Winnow.Core.Labels;

namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>What is computed on run lengths, stretch by stretch.</summary>
internal static class RunMeasures
{
    public static (long Area, Box Bounds) Measure(ReadOnlySpan<int> runs, int height)
    {
        var area = 0L;
        var (left, top, right, bottom) = (int.MaxValue, height - 1, 0, 0);
        var stretch = new ObjectRuns(runs);
        while (stretch.MoveNext())
        {
            area += stretch.End - stretch.Start;
            var (firstColumn, firstRow) = Math.DivRem(stretch.Start, height);
            var (lastColumn, lastRow) = Math.DivRem(stretch.End - 1, height);
            (left, right) = (Math.Min(left, firstColumn), lastColumn);
            // A stretch that runs over the end of a column has its last row and the first of the next column.
            (top, bottom) = firstColumn == lastColumn ? (Math.Min(top, firstRow), Math.Max(bottom, lastRow)) : (0, height - 1);
        }

        return (area, area == 0 ? default : new Box(left, top, right - left + 1, bottom - top + 1));
    }

    public static long IntersectionArea(ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        var a = new ObjectRuns(left);
        var b = new ObjectRuns(right);
        var (hasA, hasB, area) = (a.MoveNext(), b.MoveNext(), 0L);
        while (hasA && hasB)
        {
            area += Math.Max(0, Math.Min(a.End, b.End) - Math.Max(a.Start, b.Start));
            Advance(ref a, ref hasA, ref b, ref hasB);
        }

        return area;
    }

    public static int[] Intersect(ReadOnlySpan<int> left, ReadOnlySpan<int> right, int pixels)
    {
        var a = new ObjectRuns(left);
        var b = new ObjectRuns(right);
        var result = new RunBuilder(pixels);
        var (hasA, hasB) = (a.MoveNext(), b.MoveNext());
        while (hasA && hasB)
        {
            result.Add(Math.Max(a.Start, b.Start), Math.Min(a.End, b.End));
            Advance(ref a, ref hasA, ref b, ref hasB);
        }

        return result.Build();
    }

    public static int[] Union(ReadOnlySpan<int> left, ReadOnlySpan<int> right, int pixels)
    {
        var a = new ObjectRuns(left);
        var b = new ObjectRuns(right);
        var result = new RunBuilder(pixels);
        var (hasA, hasB, covered) = (a.MoveNext(), b.MoveNext(), 0);
        while (hasA || hasB)
        {
            var isA = hasA && (!hasB || a.Start <= b.Start);
            var (start, end) = isA ? (a.Start, a.End) : (b.Start, b.End);
            result.Add(Math.Max(start, covered), end);
            covered = Math.Max(covered, end);
            (hasA, hasB) = (isA ? a.MoveNext() : hasA, isA ? hasB : b.MoveNext());
        }

        return result.Build();
    }

    private static void Advance(ref ObjectRuns a, ref bool hasA, ref ObjectRuns b, ref bool hasB)
    {
        if (a.End < b.End)
        {
            hasA = a.MoveNext();
        }
        else
        {
            hasB = b.MoveNext();
        }
    }
}
