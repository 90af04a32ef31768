using Winnow.Core.Evaluations;
using Winnow.Core.Events;
using Winnow.Core.Models;
using Winnow.Core.Statistics;

namespace Winnow.Functions.Evaluation;

/// <summary>What a run found, in short; the whole is in its report.</summary>
public sealed record EvaluationResult
{
    public required string Id { get; init; }

    public required string Dataset { get; init; }

    /// <summary><c>name@version</c>.</summary>
    public required string Model { get; init; }

    public required ModelTask Task { get; init; }

    /// <summary>The version of the dataset; null: as it was at the time.</summary>
    public string? Version { get; init; }

    public string? Split { get; init; }

    /// <summary>Items in the scores.</summary>
    public required long Items { get; init; }

    public required long Wrong { get; init; }

    public required SkippedItems Skipped { get; init; }

    /// <summary>Values by metric; null when there was nothing to compute one from.</summary>
    public required IReadOnlyDictionary<string, double?> Metrics { get; init; }

    /// <summary>Their confidence intervals, where there is one.</summary>
    public IReadOnlyDictionary<string, Interval> Intervals { get; init; } = new Dictionary<string, Interval>();

    /// <summary>What changed since the baseline; null without one.</summary>
    public BaselineSummary? Baseline { get; init; }

    /// <summary>What became of the gates, in the order of the request.</summary>
    public IReadOnlyList<GateOutcome> Gates { get; init; } = [];

    public required EvaluationTimings Timings { get; init; }

    /// <inheritdoc cref="EvaluationReport.Provider"/>
    public string? Provider { get; init; }

    /// <summary>What the event of the run tells.</summary>
    public EvaluationCompleted ToEvent() => new()
    {
        Dataset = Dataset,
        Run = Id,
        Model = Model,
        Split = Split,
        Items = Items,
        Wrong = Wrong,
        Metrics = Metrics,
        Report = $"/api/evaluations/{Id}/report.json",
    };

    /// <summary>What the event of a gate tells.</summary>
    public GateFailed ToEvent(GateOutcome gate) => new()
    {
        Dataset = Dataset,
        Run = Id,
        Model = Model,
        Gate = gate.Rule,
        Metric = gate.Metric,
        Value = gate.Value,
        Limit = gate.Limit,
        Reason = gate.Reason,
    };

    /// <summary>The short form of a report.</summary>
    public static EvaluationResult From(EvaluationReport report) => new()
    {
        Id = report.Id,
        Dataset = report.Dataset,
        Model = report.Model,
        Task = report.Task,
        Version = report.Version,
        Split = report.Split,
        Items = report.Items,
        Wrong = report.Wrong,
        Skipped = report.Skipped,
        Metrics = report.Metrics.ToDictionary(score => score.Key, score => score.Value.Value),
        Intervals = report.Metrics.Where(score => score.Value.Interval is not null).ToDictionary(score => score.Key, score => score.Value.Interval!),
        Gates = report.Gates,
        Baseline = report.Comparison is { } comparison ? new(comparison.Baseline, comparison.Metrics, comparison.Fixed, comparison.Broken) : null,
        Timings = report.Timings,
        Provider = report.Provider,
    };
}
