using Winnow.Core.Models;
using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Internal.Decoding;

/// <summary>Scores of classes that exclude each other, once for each step of an item: <c>[N, steps, classes]</c>.</summary>
/// <param name="card">The output.</param>
/// <param name="labels">The classes.</param>
/// <param name="steps">What the steps are called in messages.</param>
internal abstract class StepwiseDecoder(ScoreOutput card, IReadOnlyList<string> labels, string steps) : IOutputDecoder
{
    public IReadOnlyList<OutputSpec> Outputs { get; } = [new(card.Tensor, [null, labels.Count], steps)];

    protected ScoreOutput Card => card;

    protected IReadOnlyList<string> Labels => labels;

    public abstract InferenceResult Decode(string id, NetworkOutput output, int item, InputTensor input);

    public string? FindFault(NetworkOutput output, InputTensor input) => Scores.FindFault(card, output.ValuesOf(0, 0), labels.Count);
}
