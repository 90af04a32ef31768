using Winnow.Core.Evaluations;

namespace Winnow.Core.Benchmarks;

/// <summary>A benchmark: which entries are evaluated on which data, by which metrics, and what they must reach (docs/benchmarks.md).</summary>
public sealed record BenchmarkSpec
{
    /// <summary>Name under which its leaderboards are kept.</summary>
    public required string Name { get; init; }

    /// <summary>For people; null for none.</summary>
    public string? Description { get; init; }

    /// <summary>One board each.</summary>
    public required IReadOnlyList<BenchmarkDataset> Datasets { get; init; }

    /// <summary><c>name@version</c> of models, or of predictions that were brought.</summary>
    public required IReadOnlyList<string> Entries { get; init; }

    /// <summary>The entry that the others are compared with; null for none.</summary>
    public string? Baseline { get; init; }

    /// <summary>Names of metrics; null: all of the task.</summary>
    public IReadOnlyList<string>? Metrics { get; init; }

    /// <summary>The metric that ranks; null: the first.</summary>
    public string? Primary { get; init; }

    /// <inheritdoc cref="EvaluationSpec.SliceBy"/>
    public IReadOnlyList<string>? SliceBy { get; init; }

    /// <inheritdoc cref="EvaluationSpec.GroupBy"/>
    public string? GroupBy { get; init; }

    /// <summary>Confidence level of intervals, and of what counts as told apart; null: 0.95.</summary>
    public double? Level { get; init; }

    /// <summary>Bootstrap resamples; null: 2,000.</summary>
    public int? Resamples { get; init; }

    /// <summary>Seed of everything that is drawn; null: 1.</summary>
    public int? Seed { get; init; }

    /// <inheritdoc cref="MissingRule"/>
    public MissingRule? Missing { get; init; }

    /// <summary>Rules that every entry is held against; those about the baseline are not for the baseline itself.</summary>
    public IReadOnlyList<string> Gates { get; init; } = [];

    /// <summary>The rules that an entry is held against.</summary>
    public IReadOnlyList<string> GatesOf(string entry) => entry == Baseline ? [.. Gates.Where(rule => !Gate.Parse(rule).IsRelative)] : Gates;
}
