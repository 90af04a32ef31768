using Winnow.Core.Evaluations;
using Winnow.Core.Events;
using Winnow.Core.Models;

namespace Winnow.Functions.Evaluation;

/// <summary>What a run found, in short; the whole is in its report.</summary>
public sealed record EvaluationResult
{
    public required string Id { get; init; }

    public required string Dataset { get; init; }

    /// <summary><c>name@version</c>.</summary>
    public required string Model { get; init; }

    public required ModelTask Task { get; init; }

    public string? Split { get; init; }

    /// <summary>Items in the scores.</summary>
    public required long Items { get; init; }

    public required long Wrong { get; init; }

    public required SkippedItems Skipped { get; init; }

    /// <summary>Values by metric; null when there was nothing to compute one from.</summary>
    public required IReadOnlyDictionary<string, double?> Metrics { get; init; }

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

    /// <summary>The result with its gates held against its metrics.</summary>
    public EvaluationResult CheckGates(IEnumerable<string> rules) =>
        this with { Gates = [.. rules.Select(Gate.Parse).Select(gate => gate.Check(Metrics.GetValueOrDefault(gate.Metric)))] };

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
        Split = report.Split,
        Items = report.Items,
        Wrong = report.Wrong,
        Skipped = report.Skipped,
        Metrics = report.Metrics.ToDictionary(score => score.Key, score => score.Value.Value),
        Timings = report.Timings,
        Provider = report.Provider,
    };
}
