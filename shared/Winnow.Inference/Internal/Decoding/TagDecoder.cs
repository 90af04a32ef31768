using Winnow.Core.Models;
using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Internal.Decoding;

/// <summary>One tag per token: <c>[N, tokens, tags]</c>. Tokens that the card's greatest length cuts off have none.</summary>
internal sealed class TagDecoder(ScoreOutput card, IReadOnlyList<string> labels) : IOutputDecoder
{
    public IReadOnlyList<OutputSpec> Outputs { get; } = [new(card.Tensor, [null, labels.Count], "tokens")];

    public string? FindFault(NetworkOutput output, InputTensor input) => Scores.FindFault(card, output.ValuesOf(0, 0), labels.Count);

    public InferenceResult Decode(string id, NetworkOutput output, int item, InputTensor input)
    {
        var scores = output.ValuesOf(0, item);
        var steps = Math.Min(input.Length, output.Size(0, 1));
        var best = Scores.BestOfSteps(scores, steps, labels.Count);
        var probabilities = new float[steps];
        for (var i = 0; i < steps; i++) probabilities[i] = Scores.ProbabilityOf(scores.Slice(i * labels.Count, labels.Count), best[i], card.Kind);
        return new()
        {
            Id = id,
            Confidence = steps == 0 ? 0 : Math.Clamp(probabilities.Average(), 0, 1),
            Scores = probabilities,
            Detail = new() { Tags = [.. best.Select(tag => labels[tag])] },
        };
    }
}
