using Winnow.Core.Evaluations;

namespace Winnow.Core.Benchmarks;

/// <summary>Data of a benchmark: a version of a dataset, or a part of it.</summary>
public sealed record BenchmarkDataset
{
    public required string Dataset { get; init; }

    /// <summary>The version: the first twelve digits of its hash. What it was then is what is evaluated, whatever became of the dataset since.</summary>
    public required string Version { get; init; }

    /// <summary>Only items of this split; null for all.</summary>
    public string? Split { get; init; }

    /// <summary>Only items that match; null for all.</summary>
    public EvaluationQuery? Query { get; init; }
}
