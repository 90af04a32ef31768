namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>Mends one kind of error at a time and ranks anew.</summary>
internal sealed class ErrorSummary
{
    // TIDE's recalls are x / 100, not x · 0.01 as in numpy.
    private static readonly double[] s_recalls = [.. Enumerable.Range(0, CocoRules.Points).Select(point => point / 100.0)];
    private readonly ErrorRow[] rows;
    private readonly int[] order;
    private readonly int[] all;
    private readonly int[] unmatched;
    private readonly int[] missed;
    private readonly double? ap;

    public ErrorSummary(ImageResults<ErrorRow, ErrorTruthRow> results)
    {
        rows = results.Detections.InOrder(results.Images.Order()).Rows;
        order = results.Classes.Order();
        (all, unmatched, missed) = (new int[order.Length], new int[order.Length], new int[order.Length]);
        foreach (ref readonly var row in results.Truths.All)
        {
            all[row.Class]++;
            unmatched[row.Class] += row.IsUnmatched ? 1 : 0;
            missed[row.Class] += row.IsMissed ? 1 : 0;
        }

        ap = MeanPrecision([.. rows.Where(row => !row.IsIgnored).Select(row => new RankedPoint(row.Class, row.Score, row.IsRight))], all);
    }

    public IReadOnlyList<DetectionErrorShare> ToShares() =>
        [.. Enum.GetValues<DetectionErrorKind>().Select(kind => new DetectionErrorShare(kind, CountOf(kind), GainOf(kind)))];

    public IReadOnlyDictionary<string, Score> ToScores(OverlapKind overlap)
    {
        var scores = new Dictionary<string, Score>();
        foreach (var (name, gain, choices) in Gains())
        {
            var full = DetectionMetricNames.Of(overlap, name);
            scores.Add(full, new(
                gain, $"{full}|iou:{(overlap == OverlapKind.Mask ? "mask" : "box")}|positive:0.5|background:0.1|detections:100 per image|{choices}"
                + "|classes:mean over those with truths or detections|as a fraction|tidecv 49a5d2a semantics"));
        }

        return scores;
    }

    private IEnumerable<(string Name, double? Gain, string Choices)> Gains()
    {
        const string Mended = "AP50 with these errors mended − AP50, at least 0";
        yield return (DetectionMetricNames.WrongClass, GainOf(DetectionErrorKind.WrongClass), Mended);
        yield return (DetectionMetricNames.WrongPlace, GainOf(DetectionErrorKind.WrongPlace), Mended);
        yield return (DetectionMetricNames.WrongBoth, GainOf(DetectionErrorKind.WrongBoth), Mended);
        yield return (DetectionMetricNames.Duplicate, GainOf(DetectionErrorKind.Duplicate), Mended);
        yield return (DetectionMetricNames.Background, GainOf(DetectionErrorKind.Background), Mended);
        yield return (DetectionMetricNames.Missed, GainOf(DetectionErrorKind.Missed), Mended);
        var behind = rows.Where(row => row.IsRight || !row.IsIgnored).Select(row => new RankedPoint(row.Class, row.IsRight ? 1 : 0, row.IsRight));
        yield return (DetectionMetricNames.FalsePositives, MeanPrecision([.. behind], all) - ap, "AP50 with wrong detections last − AP50");
        yield return (DetectionMetricNames.FalseNegatives, MeanPrecision(Mend(null), Less(unmatched)) - ap, "AP50 without unmatched truths − AP50");
    }

    private long CountOf(DetectionErrorKind kind) =>
        kind == DetectionErrorKind.Missed ? missed.Sum(count => (long)count) : rows.LongCount(row => row.Outcome == (byte)kind);

    private double? GainOf(DetectionErrorKind kind) =>
        MeanPrecision(Mend(kind), kind == DetectionErrorKind.Missed ? Less(missed) : all) is { } mended && ap is { } before
            ? Math.Max(0, mended - before)
            : null;

    private int[] Less(int[] truths) => [.. all.Zip(truths, (count, less) => count - less)];

    // What was wrong comes first, so that it wins ties; then what was right.
    private RankedPoint[] Mend(DetectionErrorKind? kind)
    {
        var points = new List<RankedPoint>(rows.Length);
        foreach (ref readonly var row in rows.AsSpan())
        {
            if (!row.IsRight && row.Outcome != (byte?)kind && !row.IsIgnored)
            {
                points.Add(new(row.Class, row.Score, false));
            }
            else if (!row.IsRight && row.Outcome == (byte?)kind && row.MendedClass >= 0)
            {
                points.Add(new(row.MendedClass, row.Score, true));
            }
        }

        points.AddRange(rows.Where(row => row.IsRight).Select(row => new RankedPoint(row.Class, row.Score, true)));
        return [.. points];
    }

    private double? MeanPrecision(RankedPoint[] points, int[] truths)
    {
        var ranking = new ClassRanking<RankedPoint>(points, truths.Length);
        var (sum, count) = (0.0, 0);
        foreach (var id in order)
        {
            var ranked = ranking.RowsOf(id);
            if (ranked.Length > 0 || truths[id] > 0)
            {
                (sum, count) = (sum + Precision(ranked, truths[id]), count + 1);
            }
        }

        return count == 0 ? null : sum / count;
    }

    private static double Precision(ReadOnlySpan<RankedPoint> ranked, int truths)
    {
        if (truths == 0)
        {
            return 0;
        }

        var (found, seen, count) = (new int[ranked.Length], new int[ranked.Length], 0);
        for (var i = 0; i < ranked.Length; i++)
        {
            if (ranked[i].IsRight)
            {
                (found[count], seen[count]) = (count + 1, i + 1);
                count++;
            }
        }

        var (needed, points) = (new int[CocoRules.Points], new double[CocoRules.Points]);
        PrecisionCurve.FillNeeded(truths, s_recalls, needed);
        return PrecisionCurve.Fill(found.AsSpan(0, count), seen.AsSpan(0, count), needed, points);
    }
}
