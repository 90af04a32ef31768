namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>Precision and recall of one class at each threshold and area range.</summary>
internal sealed class ClassSummary
{
    private static readonly int[] s_limits = [1, 10, CocoRules.MaxDetections];
    private readonly int[] truths;
    private readonly double[] precision = new double[CocoRules.Areas * CocoRules.Thresholds];
    private readonly double[] recall = new double[CocoRules.Areas * CocoRules.Thresholds];
    private readonly double[] recallByLimit = new double[s_limits.Length];

    /// <param name="label">The class.</param>
    /// <param name="truths">Truths that count, by area range.</param>
    /// <param name="rows">Its detections, the highest score first.</param>
    public ClassSummary(string label, int[] truths, ReadOnlySpan<DetectionRow> rows)
    {
        (Label, this.truths, Detections) = (label, truths, rows.Length);
        var (found, seen, needed, points) = (new int[rows.Length], new int[rows.Length], new int[CocoRules.Points], new double[CocoRules.Points]);
        for (var area = 0; area < CocoRules.Areas && truths[0] > 0; area++)
        {
            PrecisionCurve.FillNeeded(truths[area], CocoRules.Recalls, needed);
            for (var threshold = 0; threshold < CocoRules.Thresholds && truths[area] > 0; threshold++)
            {
                var bit = CocoRules.Bit(area, threshold);
                var count = Collect(rows, bit, found, seen);
                precision[bit] = PrecisionCurve.Fill(found.AsSpan(0, count), seen.AsSpan(0, count), needed, points);
                recall[bit] = (double)count / truths[area];
                Keep(bit, points);
            }
        }

        CountByLimit(rows);
    }

    public string Label { get; }

    public int Detections { get; }

    /// <summary>Curve at IoU 0.5, all areas; empty without truths.</summary>
    public double[] Curve50 { get; private set; } = [];

    /// <summary>Curve at IoU 0.75, all areas; empty without truths.</summary>
    public double[] Curve75 { get; private set; } = [];

    public int TruthsIn(int area) => truths[area];

    /// <summary>Mean precision at a threshold; null without truths.</summary>
    public double? PrecisionAt(int threshold) => truths[0] == 0 ? null : precision[threshold];

    /// <summary>Mean precision over the thresholds; null without truths.</summary>
    public double? MeanPrecision(int area) => truths[area] == 0 ? null : MeanOf(precision, area);

    /// <summary>Mean recall over the thresholds; null without truths.</summary>
    public double? MeanRecall(int area) => truths[area] == 0 ? null : MeanOf(recall, area);

    /// <summary>Mean recall over the thresholds with at most 1 (0), 10 (1) or 100 (2) detections per image, all areas; null without truths.</summary>
    public double? MeanRecallByLimit(int limit) => truths[0] == 0 ? null : recallByLimit[limit];

    private static double MeanOf(double[] values, int area)
    {
        var sum = 0.0;
        foreach (var value in values.AsSpan(CocoRules.Bit(area, 0), CocoRules.Thresholds))
        {
            sum += value;
        }

        return sum / CocoRules.Thresholds;
    }

    // Returns how many true positives there are.
    private static int Collect(ReadOnlySpan<DetectionRow> rows, int bit, Span<int> found, Span<int> seen)
    {
        var (count, counted) = (0, 0);
        foreach (ref readonly var row in rows)
        {
            if (((row.Ignored >> bit) & 1) != 0)
            {
                continue;
            }

            counted++;
            if (((row.Matched >> bit) & 1) != 0)
            {
                (found[count], seen[count]) = (count + 1, counted);
                count++;
            }
        }

        return count;
    }

    private void Keep(int bit, double[] points)
    {
        if (bit == CocoRules.Half)
        {
            Curve50 = [.. points];
        }
        else if (bit == CocoRules.ThreeQuarters)
        {
            Curve75 = [.. points];
        }
    }

    private void CountByLimit(ReadOnlySpan<DetectionRow> rows)
    {
        const ulong AllAreas = (1UL << CocoRules.Thresholds) - 1;
        Span<long> hits = stackalloc long[s_limits.Length];
        foreach (ref readonly var row in rows)
        {
            var found = System.Numerics.BitOperations.PopCount(row.Matched & ~row.Ignored & AllAreas);
            for (var limit = 0; limit < s_limits.Length; limit++)
            {
                hits[limit] += row.Rank < s_limits[limit] ? found : 0;
            }
        }

        for (var limit = 0; limit < s_limits.Length; limit++)
        {
            recallByLimit[limit] = truths[0] == 0 ? 0 : (double)hits[limit] / truths[0] / CocoRules.Thresholds;
        }
    }
}
