using Winnow.Core.Models;
using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Internal.Decoding;

/// <summary>A class after each step: <c>[N, steps, classes]</c>; the one after the last step is the answer.</summary>
internal sealed class StepDecoder(ScoreOutput card, IReadOnlyList<string> labels) : StepwiseDecoder(card, labels, "steps")
{
    public override InferenceResult Decode(string id, NetworkOutput output, int item, InputTensor input)
    {
        var scores = output.ValuesOf(0, item);
        if (output.Size(0, 1) < input.Length)
            return new() { Id = id, Error = $"The model gave {output.Size(0, 1)} steps for {input.Length} points." };
        var best = Scores.BestOfSteps(scores, input.Length, Labels.Count);
        var last = Scores.ToProbabilities(scores.Slice((input.Length - 1) * Labels.Count, Labels.Count), Card.Kind);
        return new()
        {
            Id = id,
            Label = Labels[best[^1]],
            Confidence = last[best[^1]],
            Scores = last,
            Detail = new() { Steps = [.. best.Select(label => Labels[label])] },
        };
    }
}
