using Winnow.Cli.Api;

namespace Winnow.Cli.Demo;

/// <summary>What became of one dataset of the demo.</summary>
public sealed record DatasetSummary
{
    public required string Name { get; init; }

    /// <summary>Files and archive entries dropped, annotation files among them.</summary>
    public required long Dropped { get; init; }

    public required long AnnotationFiles { get; init; }

    public required long Items { get; init; }

    public required long Duplicates { get; init; }

    public required IReadOnlyList<QuarantineEntry> Quarantined { get; init; }

    public required long Annotations { get; init; }

    public required long Labelled { get; init; }

    public required long PseudoLabels { get; init; }

    public required string Model { get; init; }

    /// <summary>What ran the model: <c>cpu</c> or <c>cuda</c>.</summary>
    public required string? Provider { get; init; }

    /// <summary>Share of the labelling time that was spent in ONNX Runtime.</summary>
    public required double OnnxShare { get; init; }

    public required EvaluationSummary Evaluation { get; init; }

    public required StageNumbers Seconds { get; init; }

    public required StageNumbers ItemsPerSecond { get; init; }
}
