namespace Winnow.Core.Models;

/// <summary>A model's output and how it is decoded.</summary>
public sealed record ModelOutput
{
    /// <summary>Name of the tensor in the ONNX file.</summary>
    public required string Tensor { get; init; }

    public required OutputKind Kind { get; init; }

    public required OutputDecoding Decoding { get; init; }

    /// <summary>Index of the CTC blank; labels take the other indices in order.</summary>
    public int Blank { get; init; }
}
