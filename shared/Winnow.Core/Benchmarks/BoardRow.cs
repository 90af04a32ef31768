using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Analysis;

namespace Winnow.Core.Benchmarks;

/// <summary>One entry on one dataset.</summary>
public sealed record BoardRow
{
    /// <summary>1 + how many rows are above its rank group: tied entries share a rank, as in 1, 1, 3.</summary>
    public required int Rank { get; init; }

    /// <summary><c>name@version</c>.</summary>
    public required string Model { get; init; }

    /// <summary>Run of its evaluation, whose report has the rest.</summary>
    public required string Evaluation { get; init; }

    /// <summary>Items in the scores.</summary>
    public required long Items { get; init; }

    /// <summary>The metric that ranks; null when it has no value.</summary>
    public required double? Score { get; init; }

    /// <summary>Lower bound of its confidence interval; null without one.</summary>
    public double? Low { get; init; }

    /// <summary>Upper bound.</summary>
    public double? High { get; init; }

    /// <summary>Whether other entries have the same rank.</summary>
    public bool IsTied { get; init; }

    public bool IsBaseline { get; init; }

    /// <summary>What ranked it; null of the first row, and of entries that cannot be compared item by item.</summary>
    public BoardGap? Gap { get; init; }

    /// <summary>The metric that ranks beside that of the baseline; null of the baseline itself, and without one.</summary>
    public MetricComparison? Change { get; init; }

    /// <summary>Values of all metrics by name.</summary>
    public required IReadOnlyDictionary<string, double?> Metrics { get; init; }

    /// <summary>What became of the gates.</summary>
    public IReadOnlyList<GateOutcome> Gates { get; init; } = [];
}
