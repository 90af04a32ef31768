using System.Numerics.Tensors;
using Winnow.Core.Models;

namespace Winnow.Inference.Internal.Decoding;

/// <summary>From scores to probabilities, 0 to 1.</summary>
/// <remarks>What a model calls probabilities is brought into that range: exported models give 1.0000001, too.</remarks>
internal static class Scores
{
    /// <summary>Probabilities of classes that exclude each other.</summary>
    public static float[] ToProbabilities(ReadOnlySpan<float> scores, OutputKind kind)
    {
        var probabilities = new float[scores.Length];
        if (kind == OutputKind.Probabilities || scores.IsEmpty)
        {
            TensorPrimitives.Clamp(scores, 0, 1, probabilities);
            return probabilities;
        }

        // exp of a logit above 88 is infinite: only their distance from the largest counts.
        TensorPrimitives.Subtract(scores, TensorPrimitives.Max(scores), probabilities);
        TensorPrimitives.SoftMax<float>(probabilities, probabilities);
        return probabilities;
    }

    /// <summary>The probability of one of several classes that exclude each other.</summary>
    public static float ProbabilityOf(ReadOnlySpan<float> scores, int chosen, OutputKind kind)
    {
        if (kind == OutputKind.Probabilities) return Math.Clamp(scores[chosen], 0, 1);
        var sum = 0.0;
        foreach (var score in scores) sum += Math.Exp(score - scores[chosen]);
        return (float)(1 / sum);
    }

    /// <summary>The probability of a class that stands alone.</summary>
    public static float Alone(float score, OutputKind kind) => kind == OutputKind.Probabilities ? Math.Clamp(score, 0, 1) : 1 / (1 + MathF.Exp(-score));

    /// <summary>The class of the highest score at each step.</summary>
    public static int[] BestOfSteps(ReadOnlySpan<float> scores, int steps, int classes)
    {
        var best = new int[steps];
        for (var i = 0; i < steps; i++) best[i] = TensorPrimitives.IndexOfMax(scores.Slice(i * classes, classes));
        return best;
    }

    /// <summary>What is wrong with numbers that should be probabilities of classes that exclude each other, steps of them; null when nothing is.</summary>
    public static string? FindFault(ScoreOutput output, ReadOnlySpan<float> scores, int classes)
    {
        if (output.Kind == OutputKind.Logits) return null;
        var sum = 0.0;
        foreach (var score in scores) sum += score is >= -1e-3f and <= 1.001f ? score : double.NaN;
        var steps = scores.Length / classes;
        return Math.Abs(sum - steps) <= 0.01 * steps
            ? null
            : $"output '{output.Tensor}' is no probabilities (their sum is not 1; if the card should say kind: logits, correct it)";
    }
}
