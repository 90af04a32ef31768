using Winnow.Cli.Api;

namespace Winnow.Cli.Demo;

/// <summary>What became of one dataset of the demo; what a stage makes is 0 or empty until the stage is done.</summary>
public sealed record DatasetSummary
{
    public required string Name { get; init; }

    /// <summary>Files and archive entries dropped, annotation files among them.</summary>
    public required long Dropped { get; init; }

    public required long AnnotationFiles { get; init; }

    public required string Model { get; init; }

    public long Items { get; init; }

    public long Duplicates { get; init; }

    public IReadOnlyList<QuarantineEntry> Quarantined { get; init; } = [];

    public long Annotations { get; init; }

    public long Labelled { get; init; }

    public long PseudoLabels { get; init; }

    /// <summary>What ran the model: <c>cpu</c> or <c>cuda</c>.</summary>
    public string? Provider { get; init; }

    /// <summary>Share of the labelling time that was spent in ONNX Runtime.</summary>
    public double OnnxShare { get; init; }

    public EvaluationSummary Evaluation { get; init; } = new(new Dictionary<string, double>(), 0, 0, "");

    public StageNumbers Seconds { get; init; } = new(0, 0, 0);

    public StageNumbers ItemsPerSecond => Seconds.RateOf(Items);
}
