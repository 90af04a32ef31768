using Winnow.Core.Evaluations;
using Winnow.Core.Evaluations.Analysis;

namespace Winnow.Functions.Comparisons;

/// <summary>What a comparison of two evaluations came to.</summary>
public sealed record ComparisonResult
{
    public required string Id { get; init; }

    /// <summary>The evaluation.</summary>
    public required string Run { get; init; }

    /// <summary>The evaluation that it was compared with; null: with none.</summary>
    public string? Baseline { get; init; }

    public required string Dataset { get; init; }

    /// <summary><c>name@version</c> of the evaluation's model.</summary>
    public required string Model { get; init; }

    /// <summary>That of the baseline's model.</summary>
    public string? BaselineModel { get; init; }

    /// <inheritdoc cref="BaselineComparison.Shared"/>
    public long Shared { get; init; }

    /// <inheritdoc cref="BaselineComparison.OnlyBaseline"/>
    public long OnlyBaseline { get; init; }

    /// <inheritdoc cref="BaselineComparison.OnlyCandidate"/>
    public long OnlyCandidate { get; init; }

    /// <summary>Metric by metric; empty without a baseline.</summary>
    public IReadOnlyList<MetricComparison> Metrics { get; init; } = [];

    /// <inheritdoc cref="BaselineComparison.Fixed"/>
    public long Fixed { get; init; }

    /// <inheritdoc cref="BaselineComparison.Broken"/>
    public long Broken { get; init; }

    public long StillWrong { get; init; }

    public long StillRight { get; init; }

    /// <inheritdoc cref="BaselineComparison.McNemar"/>
    public double? McNemar { get; init; }

    /// <inheritdoc cref="BaselineComparison.OddsRatio"/>
    public double? OddsRatio { get; init; }

    /// <inheritdoc cref="BaselineComparison.EffectSize"/>
    public double? EffectSize { get; init; }

    /// <summary>What became of the gates, in the order of the request.</summary>
    public required IReadOnlyList<GateOutcome> Gates { get; init; }
}
