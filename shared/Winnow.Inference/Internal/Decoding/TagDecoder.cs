using Winnow.Core.Models;
using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Internal.Decoding;

/// <summary>One tag per token: <c>[N, tokens, tags]</c>. Tokens that the card's greatest length cuts off have none.</summary>
internal sealed class TagDecoder(ScoreOutput card, IReadOnlyList<string> labels) : StepwiseDecoder(card, labels, "tokens")
{
    public override InferenceResult Decode(string id, NetworkOutput output, int item, InputTensor input)
    {
        var scores = output.ValuesOf(0, item);
        var steps = Math.Min(input.Length, output.Size(0, 1));
        var best = Scores.BestOfSteps(scores, steps, Labels.Count);
        var probabilities = new float[steps];
        for (var i = 0; i < steps; i++) probabilities[i] = Scores.ProbabilityOf(scores.Slice(i * Labels.Count, Labels.Count), best[i], Card.Kind);
        return new()
        {
            Id = id,
            Confidence = steps == 0 ? 0 : probabilities.Average(),
            Scores = probabilities,
            Detail = new() { Tags = [.. best.Select(tag => Labels[tag])] },
        };
    }
}
