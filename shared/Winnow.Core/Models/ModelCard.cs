namespace Winnow.Core.Models;

/// <summary>What is known about a model beside its weights: <c>card.yaml</c> (docs/model-card.md).</summary>
public sealed record ModelCard
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    public required ModelTask Task { get; init; }

    public required ModelInput Input { get; init; }

    public required ModelOutput Output { get; init; }

    public required ModelLabels Labels { get; init; }

    /// <summary>Batching on the CPU.</summary>
    public ModelBatch CpuBatch { get; init; } = new(8, 0, 1);

    /// <summary>Batching on a CUDA device.</summary>
    public ModelBatch CudaBatch { get; init; } = new(64, 1, 1);

    /// <summary>SPDX identifier, or words.</summary>
    public required string Licence { get; init; }

    /// <summary>Where the weights come from.</summary>
    public required string Source { get; init; }

    /// <summary>SHA-256 of <c>model.onnx</c>, 64 lower-case hex digits; null when the card does not say.</summary>
    public string? Sha256 { get; init; }
}
