namespace Winnow.Cli.Api;

/// <summary>What a comparison of two evaluations came to.</summary>
public sealed record ComparisonResult
{
    /// <summary>The evaluation.</summary>
    public required string Run { get; init; }

    /// <summary>The evaluation that it was compared with; null: with none.</summary>
    public string? Baseline { get; init; }

    public string? Dataset { get; init; }

    /// <summary><c>name@version</c> of the evaluation's model.</summary>
    public string? Model { get; init; }

    public string? BaselineModel { get; init; }

    /// <summary>Items that both evaluated.</summary>
    public long Shared { get; init; }

    public long OnlyBaseline { get; init; }

    public long OnlyCandidate { get; init; }

    /// <summary>Metric by metric; empty without a baseline.</summary>
    public IReadOnlyList<MetricComparison> Metrics { get; init; } = [];

    /// <summary>Items that were wrong and are right.</summary>
    public long Fixed { get; init; }

    /// <summary>Items that were right and are wrong.</summary>
    public long Broken { get; init; }

    public long StillWrong { get; init; }

    public long StillRight { get; init; }

    /// <summary>McNemar's test of fixed against broken; null when nothing changed.</summary>
    public double? McNemar { get; init; }

    /// <summary>Fixed / broken; null when nothing broke.</summary>
    public double? OddsRatio { get; init; }

    /// <summary>Cohen's d of the paired losses: above 0 is better.</summary>
    public double? EffectSize { get; init; }

    public IReadOnlyList<GateOutcome> Gates { get; init; } = [];
}
