using Winnow.Core.Evaluations;
using Winnow.Core.Metrics;
using Winnow.Core.Models;
using Winnow.Core.Statistics;

namespace Winnow.Core.Tests.Evaluations.Report;

/// <summary>A made-up report and the pictures of its items.</summary>
internal sealed record SampleReport(EvaluationReport Report, IReadOnlyDictionary<string, string> Images)
{
    public const string Bootstrap = "bootstrap percentile|resamples:2000|seed:1|over:items";

    /// <summary>All samples by name.</summary>
    public static TheoryData<string> Names => ["classification", "text", "detection", "regression"];

    public static SampleReport Of(string name) => name switch
    {
        "classification" => ClassificationSample.Make(),
        "text" => TextSample.Make(),
        "detection" => DetectionSample.Make(),
        _ => RegressionSample.Make(),
    };

    /// <summary>What becomes of rules about the report's metrics.</summary>
    public static IReadOnlyList<GateOutcome> Judge(EvaluationReport report, params string[] rules) => new GateJudge(report.Metrics, null, _ => []).Judge(rules);

    /// <summary>A report that has only what every report has.</summary>
    public static EvaluationReport Bare(ModelTask task, string dataset, string model, long items, long wrong, params (string Name, double? Value, double Half)[] metrics) => new()
    {
        Id = "0123456789abcdef0123456789abcdef",
        Dataset = dataset,
        Model = model,
        Task = task,
        Split = "test",
        CreatedAt = new(2026, 5, 4, 9, 30, 0, TimeSpan.Zero),
        Items = items,
        Wrong = wrong,
        Skipped = new(0, 0, 0),
        Metrics = metrics.ToDictionary(metric => metric.Name, metric => Score(metric.Value, metric.Half, $"{metric.Name}|of:{task}|averaging:none|reference:scikit-learn 1.2")),
        Findings = new(),
        Worst = [],
        Settings = new(
            new() { Dataset = dataset, Model = model, Task = task, Split = "test", Metrics = [.. metrics.Select(metric => metric.Name)] }, [], 12, items, 100, []),
        Timings = new(12.4, 3.2),
        Provider = "cpu",
    };

    public static Score Score(double? value, double half, string signature) =>
        new(value, signature) { Interval = value is { } number && half > 0 ? Around(number, half) : null };

    public static Interval Around(double value, double half) => new(value - half, value + (half * 0.93), 0.95, Bootstrap);

    public static ReportItem Item(int number, string name, string truth, string predicted, double? confidence, double loss = 1) => new()
    {
        ItemId = $"item-{number:D4}", Name = name, Pack = "b1-00000", Truth = truth, Predicted = predicted, Confidence = confidence, Loss = loss,
    };
}
