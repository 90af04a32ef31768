namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>The numbers of all classes, and their means.</summary>
internal sealed class DetectionSummary
{
    private const string Thresholds = "thresholds:0.50:0.05:0.95";
    private const string Areas = "32², 96²";

    private static readonly (string Name, Func<ClassSummary, double?> Number, string Choices)[] s_scores =
    [
        (DetectionMetricNames.AveragePrecision, c => c.MeanPrecision(0), $"{Thresholds}|recalls:101|area:all|detections:100"),
        (DetectionMetricNames.AveragePrecision50, c => c.PrecisionAt(CocoRules.Half), "thresholds:0.50|recalls:101|area:all|detections:100"),
        (DetectionMetricNames.AveragePrecision75, c => c.PrecisionAt(CocoRules.ThreeQuarters), "thresholds:0.75|recalls:101|area:all|detections:100"),
        (DetectionMetricNames.AveragePrecisionSmall, c => c.MeanPrecision(1), $"{Thresholds}|recalls:101|area:small ({Areas})|detections:100"),
        (DetectionMetricNames.AveragePrecisionMedium, c => c.MeanPrecision(2), $"{Thresholds}|recalls:101|area:medium ({Areas})|detections:100"),
        (DetectionMetricNames.AveragePrecisionLarge, c => c.MeanPrecision(3), $"{Thresholds}|recalls:101|area:large ({Areas})|detections:100"),
        (DetectionMetricNames.AverageRecall1, c => c.MeanRecallByLimit(0), $"{Thresholds}|area:all|detections:1"),
        (DetectionMetricNames.AverageRecall10, c => c.MeanRecallByLimit(1), $"{Thresholds}|area:all|detections:10"),
        (DetectionMetricNames.AverageRecall100, c => c.MeanRecallByLimit(2), $"{Thresholds}|area:all|detections:100"),
        (DetectionMetricNames.AverageRecallSmall, c => c.MeanRecall(1), $"{Thresholds}|area:small ({Areas})|detections:100"),
        (DetectionMetricNames.AverageRecallMedium, c => c.MeanRecall(2), $"{Thresholds}|area:medium ({Areas})|detections:100"),
        (DetectionMetricNames.AverageRecallLarge, c => c.MeanRecall(3), $"{Thresholds}|area:large ({Areas})|detections:100"),
    ];

    private readonly ClassSummary[] classes;

    public DetectionSummary(ImageResults<DetectionRow, TruthRow> results)
    {
        var ranking = new ClassRanking<DetectionRow>(results.Detections.InOrder(results.Images.Order()).Rows, results.Classes.Count);
        var truths = CountTruths(results);
        classes = Array.ConvertAll(results.Classes.Order(), id => new ClassSummary(results.Classes[id], truths[id], ranking.RowsOf(id)));
    }

    public IReadOnlyDictionary<string, Score> ToScores(OverlapKind overlap)
    {
        var scores = new Dictionary<string, Score>();
        foreach (var (kind, number, choices) in s_scores)
        {
            var name = DetectionMetricNames.Of(overlap, kind);
            scores.Add(name, new(Mean(number), Signature(name, choices, overlap)));
        }

        return scores;
    }

    public IReadOnlyList<ClassDetectionScore> ToClassScores() => Array.ConvertAll(classes, c => new ClassDetectionScore(
        c.Label, c.TruthsIn(0), c.Detections, c.MeanPrecision(0), c.PrecisionAt(CocoRules.Half), c.PrecisionAt(CocoRules.ThreeQuarters),
        c.MeanPrecision(1), c.MeanPrecision(2), c.MeanPrecision(3), c.MeanRecallByLimit(0), c.MeanRecallByLimit(1), c.MeanRecallByLimit(2)));

    public IReadOnlyList<DetectionCurve> ToCurves() =>
    [
        .. classes.Where(c => c.TruthsIn(0) > 0)
            .SelectMany(c => new DetectionCurve[] { new(c.Label, 0.5, c.Curve50), new(c.Label, 0.75, c.Curve75) }),
    ];

    private static string Signature(string name, string choices, OverlapKind overlap) =>
        $"{name}|iou:{(overlap == OverlapKind.Mask ? "mask" : "box")}|{choices} per image and class|classes:mean over those with truths"
        + "|ties:image id ordinal, then order on the image|COCOeval of cocoapi 8c9bcc3 semantics";

    private static int[][] CountTruths(ImageResults<DetectionRow, TruthRow> results)
    {
        var truths = new int[results.Classes.Count][];
        for (var id = 0; id < truths.Length; id++)
        {
            truths[id] = new int[CocoRules.Areas];
        }

        foreach (ref readonly var row in results.Truths.All)
        {
            for (var area = 0; area < CocoRules.Areas; area++)
            {
                truths[row.Class][area] += row.In(area);
            }
        }

        return truths;
    }

    private double? Mean(Func<ClassSummary, double?> number)
    {
        var (sum, count) = (0.0, 0);
        foreach (var summary in classes)
        {
            if (number(summary) is { } value)
            {
                (sum, count) = (sum + value, count + 1);
            }
        }

        return count == 0 ? null : sum / count;
    }
}
