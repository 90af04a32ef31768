using Winnow.Core.Models;
using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Internal.Decoding;

/// <summary>A class after each step: <c>[N, steps, classes]</c>; the one after the last step is the answer.</summary>
internal sealed class StepDecoder(ScoreOutput card, IReadOnlyList<string> labels) : IOutputDecoder
{
    public IReadOnlyList<OutputSpec> Outputs { get; } = [new(card.Tensor, [null, labels.Count], "steps")];

    public string? FindFault(NetworkOutput output, InputTensor input) => Scores.FindFault(card, output.ValuesOf(0, 0), labels.Count);

    public InferenceResult Decode(string id, NetworkOutput output, int item, InputTensor input)
    {
        var scores = output.ValuesOf(0, item);
        if (output.Size(0, 1) < input.Length)
            return new() { Id = id, Error = $"The model gave {output.Size(0, 1)} steps for {input.Length} points." };
        var best = Scores.BestOfSteps(scores, input.Length, labels.Count);
        var last = Scores.ToProbabilities(scores.Slice((input.Length - 1) * labels.Count, labels.Count), card.Kind);
        return new()
        {
            Id = id,
            Label = labels[best[^1]],
            Confidence = Math.Clamp(last[best[^1]], 0, 1),
            Scores = last,
            Detail = new() { Steps = [.. best.Select(label => labels[label])] },
        };
    }
}
