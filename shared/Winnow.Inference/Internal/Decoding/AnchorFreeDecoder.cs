using Winnow.Core.Models;
using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Internal.Decoding;

/// <summary>Boxes of a detector without anchors, decoded by the network itself: box, objectness if there is one, and class scores per cell.</summary>
internal sealed class AnchorFreeDecoder(AnchorFreeOutput card, IReadOnlyList<string> labels) : IOutputDecoder
{
    private readonly int _first = card.HasObjectness ? 5 : 4;

    public IReadOnlyList<OutputSpec> Outputs { get; } =
    [
        card.AreCellsLast
            ? new(card.Tensor, [labels.Count + (card.HasObjectness ? 5 : 4), null], "numbers", "cells")
            : new(card.Tensor, [null, labels.Count + (card.HasObjectness ? 5 : 4)], "cells", "numbers"),
    ];

    public InferenceResult Decode(string id, NetworkOutput output, int item, InputTensor input)
    {
        var values = output.ValuesOf(0, item);
        var cells = output.Size(0, card.AreCellsLast ? 2 : 1);
        var candidates = new Candidates(card, labels);
        // Elements from one number of a cell to the next, and from one cell to the next.
        var (number, cell) = card.AreCellsLast ? (cells, 1) : (1, labels.Count + _first);
        var (width, height) = card.AreRelative ? input.Size : (1, 1);
        for (var i = 0; i < cells; i++) Decode(values[(i * cell)..], number, width, height, candidates);
        return candidates.ToResult(id, input.Placement);
    }

    private void Decode(ReadOnlySpan<float> values, int number, int width, int height, Candidates candidates)
    {
        var best = 0;
        for (var k = 1; k < labels.Count; k++)
        {
            if (values[(_first + k) * number] > values[(_first + best) * number]) best = k;
        }

        var score = Scores.Alone(values[(_first + best) * number], card.Kind);
        if (card.HasObjectness) score *= Scores.Alone(values[4 * number], card.Kind);
        if (score < candidates.ScoreThreshold)
        {
            candidates.Drop(score);
            return;
        }

        var (a, b, c, d) = (values[0] * width, values[number] * height, values[2 * number] * width, values[3 * number] * height);
        candidates.Add(card.AreCorners ? new(a, b, c, d, best, score) : new(a - (c / 2), b - (d / 2), a + (c / 2), b + (d / 2), best, score));
    }
}
