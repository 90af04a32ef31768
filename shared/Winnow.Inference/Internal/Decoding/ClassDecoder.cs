using System.Numerics.Tensors;
using Winnow.Core.Models;
using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Internal.Decoding;

/// <summary>One class out of many: <c>[N, classes]</c>.</summary>
internal sealed class ClassDecoder(ScoreOutput card, IReadOnlyList<string> labels) : IOutputDecoder
{
    public IReadOnlyList<OutputSpec> Outputs { get; } = [new(card.Tensor, [labels.Count])];

    public InferenceResult Decode(string id, NetworkOutput output, int item, InputTensor input) => Decode(id, output.ValuesOf(0, item));

    public string? FindFault(NetworkOutput output, InputTensor input) => Scores.FindFault(card, output.ValuesOf(0, 0), labels.Count);

    public InferenceResult Decode(string id, ReadOnlySpan<float> scores)
    {
        var probabilities = Scores.ToProbabilities(scores, card.Kind);
        var best = TensorPrimitives.IndexOfMax(scores);
        return new() { Id = id, Label = labels[best], Confidence = probabilities[best], Scores = probabilities };
    }
}
