namespace Winnow.Core.Models;

/// <summary>A vector per item: <c>[N, D]</c>, or any tensor whose further axes are laid end to end.</summary>
public sealed record VectorOutput : ModelOutput
{
    /// <summary>Name of the tensor in the ONNX file.</summary>
    public required string Tensor { get; init; }

    /// <summary>Whether the vector is brought to length 1 (the zero vector stays).</summary>
    public bool Normalise { get; init; }
}
