using System.Globalization;
using SkiaSharp;
using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Labels;
using Winnow.Core.Models;

namespace Winnow.Core.Tests.Evaluations.Report;

/// <summary>Objects on streets, held against a baseline that is as good.</summary>
internal static class DetectionSample
{
    private static readonly string[] s_classes = ["person", "bicycle", "car", "traffic light", "dog"];

    public static SampleReport Make()
    {
        var report = SampleReport.Bare(
            ModelTask.Detection, "streets", "yolo-nano@1", 1280, 902,
            ("ap", 0.4127, 0.0112), ("ap50", 0.6318, 0.0121), ("ap75", 0.4436, 0.0134), ("ap-small", 0.1934, 0.018), ("ap-medium", 0.4551, 0.016), ("ap-large", 0.5873, 0.021), ("ar100", 0.5521, 0.0098));
        report = report with
        {
            Skipped = new(0, 0, 2, 18),
            Gates = SampleReport.Judge(report, "ap >= 0.4", "ap50 >= 0.6"),
            Findings = Findings(),
            Worst = [.. Enumerable.Range(0, 9).Select(Item)],
            Slices = [new(["metadata.time = night"], 210, 0.6312, 0.3921, 0.742, "Cohen's d", 1e-5, 0.0007, [.. Enumerable.Range(0, 4).Select(Item)])],
            SliceTable = [new("metadata.time", "day", 1070, "ap", 0.4391, SampleReport.Around(0.4391, 0.012), 1e-4, 0.0007, null), new("metadata.time", "night", 210, "ap", 0.2817, SampleReport.Around(0.2817, 0.031), 1e-5, 0.0007, null)],
            Comparison = Comparison(),
            Settings = report.Settings with { Spec = report.Settings.Spec with { IsBrought = true, Missing = MissingRule.Empty, Query = new() { NamePrefix = "city/", Metadata = new Dictionary<string, string> { ["weather"] = "dry" } } } },
            Provider = null,
        };
        return new(report, report.Worst.ToDictionary(item => item.ItemId, Picture));
    }

    private static Findings Findings() => new()
    {
        Table = [.. s_classes.Select((name, i) => new NamedScore(name, 4200 / (i + 1), new Dictionary<string, double?> { ["ap"] = 0.52 - (i * 0.05), ["ap50"] = 0.71 - (i * 0.04), ["ar100"] = i == 4 ? null : 0.61 - (i * 0.05) }))],
        Curves = [new("all classes", 0.6318, ClassificationSample.Curve("", 0.72).Points), .. s_classes.Select((name, i) => ClassificationSample.Curve(name, 0.78 - (i * 0.05)))],
        Errors = [new("class", 412, 0.0312), new("localisation", 980, 0.0871), new("both", 120, 0.0094), new("duplicate", 77, 0.0041), new("background", 640, 0.0388), new("missed", 1310, 0.1124)],
    };

    private static BaselineComparison Comparison() => new()
    {
        Baseline = "fedcba9876543210fedcba9876543210",
        Model = "yolo-nano@0",
        Shared = 1280,
        OnlyBaseline = 0,
        OnlyCandidate = 0,
        Metrics =
        [
            new("ap", 0.4102, 0.4127, 0.0025, new(-0.0041, 0.0089, 0.95, "paired bootstrap percentile|resamples:2000|seed:1|over:items"), 0.44, 0.58, true),
            new("ap50", 0.6204, 0.6318, 0.0114, new(0.0031, 0.0196, 0.95, "paired bootstrap percentile|resamples:2000|seed:1|over:items"), 0.006, 0.03, true),
            new("ar100", 0.5602, 0.5521, -0.0081, new(-0.0152, -0.0012, 0.95, "paired bootstrap percentile|resamples:2000|seed:1|over:items"), 0.02, 0.05, true),
        ],
        Fixed = 31,
        Broken = 28,
        StillWrong = 874,
        StillRight = 347,
        McNemar = 0.79,
        BrokenItems = [.. Enumerable.Range(0, 3).Select(number => Item(number) with { Baseline = Describe(1, 1) })],
    };

    private static string Describe(int people, int cars) => $"{people} × person, {cars} × car";

    private static ReportItem Item(int number) => SampleReport.Item(
        number, $"city/night/{number:D6}.jpg", Describe(2, 1 + (number % 3)), $"{Describe(1 + (number % 2), 2)}, 1 × dog", null, 0.91 - (number * 0.04)) with
    {
        Objects = Objects(number),
    };

    private static DrawnObject[] Objects(int number)
    {
        double shift = number * 23 % 90;
        return
        [
            new("person", new(60 + shift, 210, 70, 190), "matched", null), new("person", new(64 + shift, 214, 68, 182), "matched", 0.94),
            new("person", new(190 + shift, 240, 52, 150), "missed", null),
            new("car", new(330 + (shift / 2), 290, 210, 110), "matched", null), new("car", new(322 + (shift / 2), 284, 220, 122), "matched", 0.88),
            new(number % 2 == 0 ? "dog" : "traffic light", new(560, 20 + shift, 60, 88), "false-positive", 0.7134),
            new("person", new(4, 250, 40, 60), "ignored", null),
        ];
    }

    private static string Picture(ReportItem item) => SamplePictures.Street(
        int.Parse(item.ItemId[5..], CultureInfo.InvariantCulture),
        item.Objects!.Where(one => one.Score is null).Select(one => SKRect.Create((float)one.Box.X, (float)one.Box.Y, (float)one.Box.Width, (float)one.Box.Height)));
}
