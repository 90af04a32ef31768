namespace Winnow.Core.Evaluations.Analysis;

/// <summary>What changed from the baseline to this run, over the items that both evaluated.</summary>
public sealed record BaselineComparison
{
    /// <summary>Id of the baseline's run.</summary>
    public required string Baseline { get; init; }

    /// <summary><c>name@version</c> of its model.</summary>
    public required string Model { get; init; }

    /// <summary>Items that both evaluated.</summary>
    public required long Shared { get; init; }

    /// <summary>Items that only the baseline evaluated: they have no part in the comparison.</summary>
    public required long OnlyBaseline { get; init; }

    /// <summary>Items that only this run evaluated: they have no part in the comparison.</summary>
    public required long OnlyCandidate { get; init; }

    public required IReadOnlyList<MetricComparison> Metrics { get; init; }

    /// <summary>Wrong before, right now.</summary>
    public required long Fixed { get; init; }

    /// <summary>Right before, wrong now.</summary>
    public required long Broken { get; init; }

    public required long StillWrong { get; init; }

    public required long StillRight { get; init; }

    /// <summary>McNemar's test of fixed against broken; null when nothing changed.</summary>
    public double? McNemar { get; init; }

    /// <summary>Odds of a change for the better: fixed / broken; null when nothing broke.</summary>
    public double? OddsRatio { get; init; }

    /// <summary>Cohen's d of the paired losses (d_z: baseline − this run, mean over standard deviation): above 0 is better, 0.2 is small, 0.5 medium, 0.8 large; null when all differences are equal.</summary>
    public double? EffectSize { get; init; }

    /// <summary>The most confident of what was broken.</summary>
    public IReadOnlyList<ReportItem> BrokenItems { get; init; } = [];

    /// <summary>The most confident of what was fixed.</summary>
    public IReadOnlyList<ReportItem> FixedItems { get; init; } = [];

    /// <summary>The most confident of what is still wrong.</summary>
    public IReadOnlyList<ReportItem> StillWrongItems { get; init; } = [];

    /// <summary>Values of attributes for which it changed most.</summary>
    public IReadOnlyList<ChangeBySlice> Slices { get; init; } = [];
}
