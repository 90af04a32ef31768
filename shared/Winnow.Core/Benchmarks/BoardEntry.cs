using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Evaluations.Estimators;
using Winnow.Core.Metrics;

namespace Winnow.Core.Benchmarks;

/// <summary>An entry that has been evaluated on a dataset, as it comes to a board.</summary>
public sealed record BoardEntry
{
    public required string Model { get; init; }

    /// <summary>Run of its evaluation.</summary>
    public required string Evaluation { get; init; }

    public required long Items { get; init; }

    public required IReadOnlyDictionary<string, Score> Metrics { get; init; }

    public IReadOnlyList<GateOutcome> Gates { get; init; } = [];

    /// <summary>What changed since the baseline; empty without one.</summary>
    public IReadOnlyList<MetricComparison> Changes { get; init; } = [];

    /// <summary>Its results per item.</summary>
    public required OutcomeTable Table { get; init; }

    /// <summary>How metrics are computed from them.</summary>
    public required IReadOnlyList<MetricEstimator> Estimators { get; init; }

    /// <summary>The entry of a run that has ended.</summary>
    public static BoardEntry Of(EvaluationReport report, OutcomeTable table, IReadOnlyList<MetricEstimator> estimators) => new()
    {
        Model = report.Model,
        Evaluation = report.Id,
        Items = report.Items,
        Metrics = report.Metrics,
        Gates = report.Gates,
        Changes = report.Comparison?.Metrics ?? [],
        Table = table,
        Estimators = estimators,
    };

    /// <summary>A metric; null when it has no value.</summary>
    public double? ValueOf(string metric) => Metrics.GetValueOrDefault(metric)?.Value;
}
