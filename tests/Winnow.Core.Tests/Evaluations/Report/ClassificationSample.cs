using System.Globalization;
using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Metrics.Classification;
using Winnow.Core.Models;

namespace Winnow.Core.Tests.Evaluations.Report;

/// <summary>Digits: with everything that a report of a classifier may have.</summary>
internal static class ClassificationSample
{
    private const long PerClass = 500;

    // Truth, what it is taken for, how often.
    private static readonly (int Truth, int Predicted, long Count)[] s_mistakes =
    [
        (4, 9, 31), (9, 4, 14), (3, 5, 18), (5, 3, 12), (7, 1, 9), (7, 2, 6), (8, 3, 8), (6, 0, 5), (2, 7, 7), (8, 5, 4), (1, 7, 3), (0, 6, 2), (9, 7, 6), (5, 6, 4),
    ];

    public static SampleReport Make()
    {
        var report = SampleReport.Bare(
            ModelTask.Classification, "digits", "digits-cnn@3", 10 * PerClass, 129,
            ("accuracy", 0.9742, 0.0045), ("macro-f1", 0.9741, 0.0046), ("balanced-accuracy", 0.9742, 0.0045), ("mcc", 0.9713, 0.005), ("roc-auc", 0.9987, 0.0004),
            ("log-loss", 0.08841, 0.012), ("ece", 0.0121, 0.003));
        report = report with
        {
            Version = "v4",
            Skipped = new(12, 20, 5),
            Gates = SampleReport.Judge(report, "accuracy >= 0.97", "ece <= 0.01", "macro-f1 > 0.95"),
            Findings = Findings(),
            Worst = [.. Mistakes(48)],
            Slices = Slices(),
            SlicesTested = 214,
            SliceTable = SliceTable(),
            Confusions = Confusions(),
            AnnotationErrors = [.. Mistakes(9).Select((item, i) => new AnnotationSuspect(item, item.Predicted, 0.004 + (i * 0.013)))],
            Leaks = Leaks(),
            Comparison = Comparison(),
        };
        report = report with
        {
            Settings = report.Settings with
            {
                Spec = report.Settings.Spec with { Version = "v4", Baseline = "fedcba9876543210fedcba9876543210", FindLeaks = true, SliceBy = ["folder", "truth", "metadata.writer"], GroupBy = "metadata.writer" },
                Analysed = 4000,
                Notes = ["Slices with fewer than 20 items were not tested.", "12 items without an annotation were left out."],
            },
        };
        return new(report, Images(report));
    }

    private static ReportItem Mistake(int number)
    {
        var (truth, predicted, _) = s_mistakes[number % s_mistakes.Length];
        return SampleReport.Item(number, $"scans/writer-{number % 7:D2}/{number:D5}.png", Text(truth), Text(predicted), 0.9991 - (number * 0.0041));
    }

    private static IEnumerable<ReportItem> Mistakes(int count, int from = 0) => Enumerable.Range(from, count).Select(Mistake);

    private static Findings Findings()
    {
        var cells = s_mistakes.Select(one => new ConfusionCell(Text(one.Truth), Text(one.Predicted), one.Count))
            .Concat(Enumerable.Range(0, 10).Select(digit => new ConfusionCell(Text(digit), Text(digit), PerClass - s_mistakes.Where(one => one.Truth == digit).Sum(one => one.Count))))
            .OrderBy(cell => cell.Truth, StringComparer.Ordinal).ThenBy(cell => cell.Predicted, StringComparer.Ordinal).ToList();
        return new()
        {
            Confusion = new([.. Enumerable.Range(0, 10).Select(Text)], cells),
            PerClass = [.. Enumerable.Range(0, 10).Select(digit => ClassScore(Text(digit), cells))],
            Curves = [.. Enumerable.Range(0, 10).Select(digit => Curve(Text(digit), 0.9 + (digit * 0.009)))],
            ConfidenceHistogram = [.. Enumerable.Range(0, 20).Select(i => new ConfidenceBin(i / 20.0, (i + 1) / 20.0, (long)(3.2 * Math.Pow(1.38, i)), i < 4 ? 0 : 3 + (i % 5) + (i / 4)))],
            Reliability = [.. Enumerable.Range(0, 15).Select(Bin)],
        };
    }

    private static ClassScore ClassScore(string label, List<ConfusionCell> cells)
    {
        var right = (double)cells.Single(cell => cell.Truth == label && cell.Predicted == label).Count;
        var predicted = cells.Where(cell => cell.Predicted == label).Sum(cell => cell.Count);
        var (precision, recall) = (right / predicted, right / PerClass);
        return new(label, precision, recall, 2 * precision * recall / (precision + recall), PerClass, predicted);
    }

    private static ReliabilityBin Bin(int i)
    {
        var (from, to) = (i / 15.0, (i + 1) / 15.0);
        var confidence = from + 0.04;
        return i < 3 ? new(from, to, 0, null, null) : new(from, to, 20 + (i * i * i), confidence, Math.Clamp(confidence - 0.09 + (i % 3 * 0.05), 0, 1));
    }

    /// <summary>A curve that falls the later the larger its area is.</summary>
    public static Curve Curve(string name, double area) => new(
        name, area, [.. Enumerable.Range(0, 51).Select(i => new CurvePoint(i / 50.0, Math.Clamp(1 - ((1 - area) * 3.2 * Math.Pow(i / 50.0, 6)) - ((1 - area) * 0.3 * i / 50.0), 0, 1)))]);

    private static SliceFinding[] Slices() =>
    [
        new(["folder = scans", "metadata.pen = ballpoint"], 412, 0.1845, 0.0117, 15.77, "relative risk", 1e-9, 4e-7, [.. Mistakes(6)]),
        new(["metadata.writer = writer-03"], 188, 0.0904, 0.0233, 3.88, "relative risk", 2e-4, 0.0041, [.. Mistakes(5, 6)]),
        new(["256 ≤ bytes < 512"], 903, 0.0421, 0.0226, 1.863, "relative risk", 0.004, 0.0312, [.. Mistakes(4, 11)]),
    ];

    private static SliceRow[] SliceTable()
    {
        SliceRow Row(string attribute, string value, long items, double score, double adjusted) => new(
            attribute, value, items, "accuracy", score, items < 30 ? null : SampleReport.Around(score, Math.Min(0.9 / Math.Sqrt(items), 1 - score)), adjusted / 3, adjusted, items < 100 ? null : 0.011 + (1 - score) / 4);
        return
        [
            Row("folder", "photos", 2210, 0.9891, 0.002), Row("folder", "scans", 2790, 0.9624, 0.011),
            Row("media-type", "image/png", 4988, 0.9743, 0.9), Row("media-type", "image/bmp", 12, 0.9167, 0.8),
            .. Enumerable.Range(0, 10).Select(digit => Row("truth", Text(digit), PerClass, 0.994 - (s_mistakes.Where(one => one.Truth == digit).Sum(one => one.Count) / 520.0), digit == 4 ? 0.0003 : 0.3)),
            .. Enumerable.Range(0, 40).Select(writer => Row("metadata.writer", $"writer-{writer:D2}", 40 + (writer * 9 % 170), 0.955 + (writer * 7 % 40 / 1000.0) - (writer == 3 ? 0.07 : 0), writer == 3 ? 0.0041 : 0.6)),
        ];
    }

    private static ConfusionFinding[] Confusions() =>
    [
        new("4", "9", 31, 0.062, 21.6, 1e-12, 3e-10, [.. Mistakes(70).Where(item => item is { Truth: "4", Predicted: "9" })]),
        new("3", "5", 18, 0.036, 9.43, 1e-6, 4e-5, [.. Mistakes(70).Where(item => item is { Truth: "3", Predicted: "5" })]),
        new("9", "4", 14, 0.028, 4.11, 0.001, 0.0127, [.. Mistakes(70).Where(item => item is { Truth: "9", Predicted: "4" })]),
    ];

    private static LeakReport Leaks() => new(
        "dhash 8x8|hamming<=4|over:items of all splits", 61_204, 14,
        [.. Enumerable.Range(0, 7).Select(i => new LeakFinding(
            [new($"leak-{i}", $"scans/writer-{i:D2}/{i:D5}.png", "test"), new($"leak-{i}b", $"photos/{i:D5}-copy.png", "train"), .. i % 3 == 0 ? [new LeakMember($"leak-{i}c", $"old/{i:D5}.png", null)] : Array.Empty<LeakMember>()],
            i % 4))]);

    private static BaselineComparison Comparison() => new()
    {
        Baseline = "fedcba9876543210fedcba9876543210",
        Model = "digits-linear@1",
        Shared = 4988,
        OnlyBaseline = 3,
        OnlyCandidate = 12,
        Metrics =
        [
            Compared("accuracy", 0.9221, 0.9742, 0.008), Compared("macro-f1", 0.9208, 0.9741, 0.0083), Compared("balanced-accuracy", 0.9217, 0.9742, 0.008),
            Compared("mcc", 0.9136, 0.9713, 0.009), Compared("roc-auc", 0.9951, 0.9987, 0.0011), Compared("log-loss", 0.2713, 0.0884, 0.03, isHigherBetter: false),
            Compared("ece", 0.0089, 0.0121, 0.0041, isHigherBetter: false),
        ],
        Fixed = 305,
        Broken = 45,
        StillWrong = 84,
        StillRight = 4554,
        McNemar = 1e-40,
        BrokenItems = [.. Mistakes(12).Select(item => item with { Baseline = item.Truth })],
        FixedItems = [.. Mistakes(12, 50).Select(item => item with { Baseline = item.Predicted, Predicted = item.Truth })],
        StillWrongItems = [.. Mistakes(8, 24).Select(item => item with { Baseline = item.Predicted })],
        Slices = [new("truth", "4", 500, 12, 29, 0.011, 0.042), new("folder", "scans", 2790, 210, 38, 1e-20, 1e-18), new("metadata.writer", "writer-03", 188, 5, 7, 0.77, 0.9)],
    };

    private static MetricComparison Compared(string metric, double baseline, double candidate, double half, bool isHigherBetter = true) => new(
        metric, baseline, candidate, candidate - baseline, new(candidate - baseline - half, candidate - baseline + half, 0.95, "paired bootstrap percentile|resamples:2000|seed:1|over:items"),
        half < Math.Abs(candidate - baseline) ? 0.0005 : 0.14, half < Math.Abs(candidate - baseline) ? 0.0007 : 0.14, isHigherBetter);

    private static Dictionary<string, string> Images(EvaluationReport report) => Winnow.Core.Evaluations.Report.ReportPage.ItemsShown(report)
        .ToDictionary(item => item.ItemId, item => SamplePictures.Digit(int.Parse(item.Truth, CultureInfo.InvariantCulture), int.Parse(item.ItemId[5..], CultureInfo.InvariantCulture)));

    private static string Text(int digit) => digit.ToString(CultureInfo.InvariantCulture);
}
