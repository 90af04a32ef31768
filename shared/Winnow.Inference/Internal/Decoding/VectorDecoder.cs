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
        var length = card.Normalise ? TensorPrimitives.Norm<float>(vector) : 0;
        if (length > 0) TensorPrimitives.Divide(vector, length, vector);
        return new() { Id = id, Detail = new() { Vector = vector } };
    }
}
