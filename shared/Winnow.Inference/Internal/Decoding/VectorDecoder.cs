using System.Numerics.Tensors;
using Winnow.Core.Models;
using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Internal.Decoding;

/// <summary>A vector: <c>[N, D]</c>, or more axes laid end to end. It has no confidence.</summary>
internal sealed class VectorDecoder(VectorOutput card) : IOutputDecoder
{
    public IReadOnlyList<OutputSpec> Outputs { get; } = [new(card.Tensor, null)];

    public InferenceResult Decode(string id, NetworkOutput output, int item, InputTensor input)
    {
        var vector = output.ValuesOf(0, item).ToArray();
        if (card.Normalise) Normalise(vector);
        return new() { Id = id, Detail = new() { Vector = vector } };
    }

    private static void Normalise(Span<float> vector)
    {
        // Squares of numbers above 1e19 and below 1e-19 are not in the range of a float.
        var largest = Math.Abs(TensorPrimitives.MaxMagnitude<float>(vector));
        if (largest == 0) return;
        TensorPrimitives.Divide(vector, largest, vector);
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<float>(vector), vector);
    }
}
