namespace Winnow.Core.Models;

/// <summary>One score per class: of the item <c>[N, classes]</c>, or of each step or token <c>[N, steps, classes]</c>.</summary>
public sealed record ScoreOutput : ModelOutput
{
    /// <summary>Name of the tensor in the ONNX file.</summary>
    public required string Tensor { get; init; }

    public required OutputKind Kind { get; init; }

    public required ScoreDecoding Decoding { get; init; }

    /// <summary>Index of the CTC blank; labels take the other indices in order.</summary>
    public int Blank { get; init; }

    /// <summary>
    /// Sigmoid: classes of at least this probability apply. A part of a page pipeline: the orientation is believed, or the line kept, from this
    /// confidence on. Else unused.
    /// </summary>
    public double Threshold { get; init; } = 0.5;
}
