using System.Text.Json.Serialization;

namespace Winnow.Cli.Api;

/// <summary>What an evaluation found, in short.</summary>
public sealed record EvaluationResult
{
    public string? Dataset { get; init; }

    /// <summary><c>name@version</c>.</summary>
    public string? Model { get; init; }

    /// <summary>The version of the dataset; null: as it was at the time.</summary>
    public string? Version { get; init; }

    public string? Split { get; init; }

    /// <summary>Items in the scores.</summary>
    public long Items { get; init; }

    public long Wrong { get; init; }

    public SkippedItems Skipped { get; init; } = new();

    /// <summary>Values by metric; null when there was nothing to compute one from.</summary>
    public IReadOnlyDictionary<string, double?> Metrics { get; init; } = new Dictionary<string, double?>();

    /// <summary>The metrics that have a value.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, double> KnownMetrics =>
        Metrics.Where(metric => metric.Value is not null).ToDictionary(metric => metric.Key, metric => metric.Value!.Value);

    /// <summary>Their confidence intervals, where there is one.</summary>
    public IReadOnlyDictionary<string, Interval> Intervals { get; init; } = new Dictionary<string, Interval>();

    /// <summary>What changed since the baseline; null without one.</summary>
    public BaselineSummary? Baseline { get; init; }

    public IReadOnlyList<GateOutcome> Gates { get; init; } = [];
}
