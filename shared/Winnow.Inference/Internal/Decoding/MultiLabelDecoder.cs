using Winnow.Core.Models;
using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Internal.Decoding;

/// <summary>Any number of classes: <c>[N, classes]</c>, each for itself.</summary>
internal sealed class MultiLabelDecoder(ScoreOutput card, IReadOnlyList<string> labels) : IOutputDecoder
{
    public IReadOnlyList<OutputSpec> Outputs { get; } = [new(card.Tensor, [labels.Count])];

    public InferenceResult Decode(string id, NetworkOutput output, int item, InputTensor input) => Decode(id, output.ValuesOf(0, item));

    public string? FindFault(NetworkOutput output, InputTensor input)
    {
        foreach (var score in output.ValuesOf(0, 0))
        {
            if (card.Kind == OutputKind.Probabilities && score is not (>= -1e-3f and <= 1.001f))
                return $"output '{card.Tensor}' is no probabilities (there is {score}; if the card should say kind: logits, correct it)";
        }

        return null;
    }

    /// <remarks>The confidence is that of the least certain of the decisions, one for each class.</remarks>
    public InferenceResult Decode(string id, ReadOnlySpan<float> scores)
    {
        var probabilities = new float[scores.Length];
        var applying = new List<string>();
        var confidence = 1.0;
        for (var i = 0; i < scores.Length; i++)
        {
            probabilities[i] = Scores.Alone(scores[i], card.Kind);
            var applies = probabilities[i] >= card.Threshold;
            if (applies) applying.Add(labels[i]);
            confidence = Math.Min(confidence, applies ? probabilities[i] : 1 - probabilities[i]);
        }

        return new() { Id = id, Confidence = confidence, Scores = probabilities, Detail = new() { Labels = applying } };
    }
}
