using System.Numerics.Tensors;
using System.Text;
using Winnow.Core.Models;
using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Internal.Decoding;

/// <summary>A text by CTC: <c>[N, steps, characters and the blank]</c>.</summary>
internal sealed class LineDecoder(ScoreOutput card, IReadOnlyList<string> labels) : IOutputDecoder
{
    private readonly int _classes = labels.Count + 1;

    public IReadOnlyList<OutputSpec> Outputs { get; } = [new(card.Tensor, [null, labels.Count + 1], "steps")];

    public InferenceResult Decode(string id, NetworkOutput output, int item, InputTensor input) => Decode(id, output.ValuesOf(0, item));

    public string? FindFault(NetworkOutput output, InputTensor input) => Scores.FindFault(card, output.ValuesOf(0, 0), _classes);

    /// <remarks>Best path decoding, Graves et al. 2006, section 3.2; blanks (spaces) at the end are cut, since some models append them.</remarks>
    public InferenceResult Decode(string id, ReadOnlySpan<float> scores)
    {
        var text = new StringBuilder();
        var characters = new List<(string Label, float Probability)>();
        var previous = card.Blank;
        for (var start = 0; start < scores.Length; start += _classes)
        {
            var step = scores.Slice(start, _classes);
            var best = TensorPrimitives.IndexOfMax(step);
            if (best != previous && best != card.Blank)
                characters.Add((labels[best < card.Blank ? best : best - 1], Scores.ProbabilityOf(step, best, card.Kind)));
            previous = best;
        }

        while (characters.Count > 0 && string.IsNullOrWhiteSpace(characters[^1].Label)) characters.RemoveAt(characters.Count - 1);
        foreach (var (label, _) in characters) text.Append(label);
        float[] probabilities = [.. characters.Select(character => character.Probability)];
        return new()
        {
            Id = id,
            Text = text.ToString(),
            Confidence = probabilities.Length == 0 ? 0 : probabilities.Average(),
            Scores = probabilities,
        };
    }
}
