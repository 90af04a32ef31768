using System.Numerics.Tensors;
using System.Text;
using Winnow.Core.Models;

namespace Winnow.Inference.Internal;

/// <summary>Turns the numbers that a model gave for one item into a label or a text.</summary>
internal sealed class OutputDecoder(ModelOutput output, IReadOnlyList<string> labels)
{
    /// <summary>Classes in the model's output: the labels, and for CTC the blank.</summary>
    public int Classes => output.Decoding == OutputDecoding.Ctc ? labels.Count + 1 : labels.Count;

    /// <summary>Decodes one item.</summary>
    /// <param name="id">The item.</param>
    /// <param name="scores">[steps × classes]; one step for classification.</param>
    public InferenceResult Decode(string id, ReadOnlySpan<float> scores)
    {
        if (!scores.IsEmpty && !float.IsFinite(TensorPrimitives.MaxMagnitude(scores)))
            return new() { Id = id, Error = "The model gave a value that is not a finite number for this item." };
        return output.Decoding == OutputDecoding.Ctc ? DecodeCtc(id, scores) : DecodeArgmax(id, scores);
    }

    private InferenceResult DecodeArgmax(string id, ReadOnlySpan<float> scores)
    {
        var probabilities = scores.ToArray();
        if (output.Kind == OutputKind.Logits) TensorPrimitives.SoftMax(scores, probabilities);
        var best = TensorPrimitives.IndexOfMax<float>(probabilities);
        return new() { Id = id, Label = labels[best], Confidence = Math.Clamp(probabilities[best], 0, 1), Scores = probabilities };
    }

    /// <remarks>Best path decoding, Graves et al. 2006, section 3.2; blanks (spaces) at the end are cut, since some models append them.</remarks>
    private InferenceResult DecodeCtc(string id, ReadOnlySpan<float> scores)
    {
        var text = new StringBuilder();
        var characters = new List<(string Label, float Probability)>();
        var previous = output.Blank;
        for (var start = 0; start < scores.Length; start += Classes)
        {
            var step = scores.Slice(start, Classes);
            var best = TensorPrimitives.IndexOfMax(step);
            if (best != previous && best != output.Blank)
                characters.Add((labels[best < output.Blank ? best : best - 1], Probability(step, best)));
            previous = best;
        }

        while (characters.Count > 0 && string.IsNullOrWhiteSpace(characters[^1].Label)) characters.RemoveAt(characters.Count - 1);
        foreach (var (label, _) in characters) text.Append(label);
        float[] probabilities = [.. characters.Select(character => character.Probability)];
        return new()
        {
            Id = id,
            Text = text.ToString(),
            Confidence = probabilities.Length == 0 ? 0 : Math.Clamp(probabilities.Average(), 0, 1),
            Scores = probabilities,
        };
    }

    private float Probability(ReadOnlySpan<float> step, int best)
    {
        if (output.Kind == OutputKind.Probabilities) return step[best];
        var sum = 0.0;
        foreach (var score in step) sum += Math.Exp(score - step[best]);
        return (float)(1 / sum);
    }
}
