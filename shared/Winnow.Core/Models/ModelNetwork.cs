namespace Winnow.Core.Models;

/// <summary>One ONNX file: what goes into it and what comes out.</summary>
public sealed record ModelNetwork
{
    /// <summary>Name of the file beside the card.</summary>
    public string File { get; init; } = ModelFiles.ModelFile;

    public required ModelInput Input { get; init; }

    public required ModelOutput Output { get; init; }

    /// <summary>Empty for outputs without classes.</summary>
    public ModelLabels Labels { get; init; } = new() { Inline = [] };

    /// <summary>Batching on the CPU.</summary>
    public ModelBatch CpuBatch { get; init; } = new(8, 0, 1);

    /// <summary>Batching on a CUDA device.</summary>
    public ModelBatch CudaBatch { get; init; } = new(64, 1, 1);

    /// <summary>SHA-256 of the file, 64 lower-case hex digits; null when the card does not say.</summary>
    public string? Sha256 { get; init; }
}
