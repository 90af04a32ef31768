using Winnow.Core.Evaluations.Analysis;
using Winnow.Core.Metrics;
using Winnow.Core.Models;

namespace Winnow.Core.Evaluations;

/// <summary>What an evaluation found: <c>report.json</c> (docs/evaluation-report.md, docs/evaluation-report.schema.json).</summary>
public sealed record EvaluationReport
{
    /// <summary>Version of the schema that this app writes.</summary>
    public const int SchemaVersion = 2;

    public int Schema { get; init; } = SchemaVersion;

    public required string Id { get; init; }

    public required string Dataset { get; init; }

    /// <summary>The version of the dataset; null: as it was at the time.</summary>
    public string? Version { get; init; }

    /// <summary><c>name@version</c>.</summary>
    public required string Model { get; init; }

    public required ModelTask Task { get; init; }

    /// <summary>The split that was evaluated; null: all items.</summary>
    public string? Split { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Items in the scores.</summary>
    public required long Items { get; init; }

    /// <summary>Of those, how many have an answer that is not entirely right.</summary>
    public required long Wrong { get; init; }

    public required SkippedItems Skipped { get; init; }

    /// <summary>The scores that were asked for, by name, the most telling first.</summary>
    public required IReadOnlyDictionary<string, Score> Metrics { get; init; }

    /// <summary>What became of the gates.</summary>
    public IReadOnlyList<GateOutcome> Gates { get; init; } = [];

    public required Findings Findings { get; init; }

    /// <summary>The worst mistakes, the worst first.</summary>
    public required IReadOnlyList<ReportItem> Worst { get; init; }

    /// <summary>Slices that fare worse than the rest, the most telling first.</summary>
    public IReadOnlyList<SliceFinding> Slices { get; init; } = [];

    /// <summary>How many slices were looked at for that.</summary>
    public long SlicesTested { get; init; }

    /// <summary>The first metric by every value of every attribute.</summary>
    public IReadOnlyList<SliceRow> SliceTable { get; init; } = [];

    /// <summary>Pairs of classes that are confused more often than by chance.</summary>
    public IReadOnlyList<ConfusionFinding> Confusions { get; init; } = [];

    /// <summary>Items whose annotation is probably wrong, the most suspect first.</summary>
    public IReadOnlyList<AnnotationSuspect> AnnotationErrors { get; init; } = [];

    /// <summary>Items that are in more than one split; null when nobody asked.</summary>
    public LeakReport? Leaks { get; init; }

    /// <summary>What changed since the baseline; null without one.</summary>
    public BaselineComparison? Comparison { get; init; }

    public required EvaluationSettings Settings { get; init; }

    public required EvaluationTimings Timings { get; init; }

    /// <summary>What ran the model in this evaluation: <c>cpu</c>, <c>cuda</c>; null when all predictions were there before.</summary>
    public string? Provider { get; init; }
}
