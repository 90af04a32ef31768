using Winnow.Core.Catalogue;
using Winnow.Core.PseudoLabels;
using Winnow.Inference;

namespace Winnow.Functions.Labelling;

/// <summary>What one model said about items of one pack.</summary>
/// <param name="Model">The model.</param>
/// <param name="Labels">The classes of <see cref="InferenceResult.Scores"/>; empty when those are not per class.</param>
/// <param name="Classes">The same, where scores are probabilities of one class out of many.</param>
/// <param name="Answers">The items that the model takes, in pack order.</param>
/// <param name="OnnxSeconds">Time inside ONNX Runtime, divided by how many calls may run at once.</param>
/// <param name="Provider">What ran it; null when there was nothing to run.</param>
/// <param name="Warnings">What went otherwise than asked for, and went on all the same.</param>
public sealed record ModelRun(
    ModelId Model, IReadOnlyList<string> Labels, IReadOnlyList<string> Classes, IReadOnlyList<(Item Item, InferenceResult Result)> Answers,
    double OnnxSeconds, string? Provider, IReadOnlyList<string> Warnings)
{
    /// <summary>What pseudo-labels are decided by; null when there is no answer that has a confidence.</summary>
    public ModelAnswer? ToAnswer(InferenceResult result) => result is { Error: null, Confidence: { } confidence }
        ? new(result.Label ?? result.Text ?? "", confidence, Classes.Count > 0 ? result.Scores.ToArray() : default)
        : null;
}
