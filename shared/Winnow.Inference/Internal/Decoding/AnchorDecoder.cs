using Winnow.Core.Models;
using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Internal.Decoding;

/// <summary>Boxes as differences from anchors, with a background class: SSD and RetinaFace.</summary>
internal sealed class AnchorDecoder(AnchorOutput card, IReadOnlyList<string> labels) : IOutputDecoder
{
    /// <summary>exp of more would be a box beyond any image: such a difference is noise.</summary>
    private const double MostGrowth = 10;

    private readonly int _classes = labels.Count + 1;

    // Levels may share tensors of rows, which then lie one after another.
    private readonly string[] _tensors = [.. card.Levels.SelectMany(level => new[] { level.Scores, level.Boxes }).Distinct()];

    public IReadOnlyList<OutputSpec> Outputs { get; } =
        [.. card.Levels.SelectMany(level => SpecsOf(card, level, labels.Count + 1)).DistinctBy(output => output.Tensor)];

    public InferenceResult Decode(string id, NetworkOutput output, int item, InputTensor input)
    {
        var candidates = new Candidates(card, labels);
        var used = new int[_tensors.Length];
        foreach (var level in card.Levels)
        {
            var (scores, boxes) = (Array.IndexOf(_tensors, level.Scores), Array.IndexOf(_tensors, level.Boxes));
            var (width, height) = card.AreMaps
                ? (output.Size(scores, 3), output.Size(scores, 2))
                : (CellsOf(input.Size.Width, level.Stride), CellsOf(input.Size.Height, level.Stride));
            var rows = width * height * level.Sides.Count;
            var scoreValues = output.ValuesOf(scores, item)[(used[scores] * _classes)..];
            var boxValues = output.ValuesOf(boxes, item)[(used[boxes] * 4)..];
            if (scoreValues.Length < rows * _classes || boxValues.Length < rows * 4) return Unfit(id, level, width, height);
            Decode(new(level, width, height, scoreValues, boxValues), candidates);
            used[scores] += rows;
            used[boxes] += rows;
        }

        return candidates.ToResult(id, input.Placement);
    }

    private static int CellsOf(int size, int stride) => (size + stride - 1) / stride;

    private static InferenceResult Unfit(string id, AnchorLevel level, int width, int height) => new()
    {
        Id = id,
        Error = $"The outputs '{level.Scores}' and '{level.Boxes}' have fewer rows than {width} × {height} cells of {level.Sides.Count} anchors need.",
    };

    private static OutputSpec[] SpecsOf(AnchorOutput card, AnchorLevel level, int classes)
    {
        var anchors = level.Sides.Count;
        return card.AreMaps
            ? [new(level.Scores, [anchors * classes, null, null], "", "height", "width"), new(level.Boxes, [anchors * 4, null, null], "", "height", "width")]
            : [new(level.Scores, [null, classes], "anchors"), new(level.Boxes, [null, 4], "anchors")];
    }

    private void Decode(in Level level, Candidates candidates)
    {
        var anchors = level.Card.Sides.Count;
        var scores = new float[_classes];
        for (var place = 0; place < level.Width * level.Height; place++)
        {
            for (var anchor = 0; anchor < anchors; anchor++)
            {
                for (var k = 0; k < _classes; k++) scores[k] = level.Scores[ScoreAt(level, place, anchor, k)];
                DecodeAnchor(level, place, anchor, scores, candidates);
            }
        }
    }

    private void DecodeAnchor(in Level level, int place, int anchor, float[] scores, Candidates candidates)
    {
        var best = 1;
        for (var k = 2; k < _classes; k++)
        {
            if (scores[k] > scores[best]) best = k;
        }

        var score = Scores.ProbabilityOf(scores, best, card.Kind);
        if (score < candidates.ScoreThreshold)
        {
            candidates.Drop(score);
            return;
        }

        Span<double> d = stackalloc double[4];
        for (var k = 0; k < 4; k++) d[k] = level.Boxes[BoxAt(level, place, anchor, k)] * card.Variances[k / 2];
        var side = level.Card.Sides[anchor];
        var x = level.Card.Offset + (place % level.Width * level.Card.Stride) + (d[0] * side);
        var y = level.Card.Offset + (place / level.Width * level.Card.Stride) + (d[1] * side);
        var (width, height) = (side * Math.Exp(Math.Min(MostGrowth, d[2])), side * Math.Exp(Math.Min(MostGrowth, d[3])));
        candidates.Add(new(x - (width / 2), y - (height / 2), x + (width / 2), y + (height / 2), best - 1, score));
    }

    private int ScoreAt(in Level level, int place, int anchor, int k)
    {
        var anchors = level.Card.Sides.Count;
        if (!card.AreMaps) return (((place * anchors) + anchor) * _classes) + k;
        return ((card.AreClassesFirst ? (k * anchors) + anchor : (anchor * _classes) + k) * level.Width * level.Height) + place;
    }

    private int BoxAt(in Level level, int place, int anchor, int k) => card.AreMaps
        ? (((anchor * 4) + k) * level.Width * level.Height) + place
        : (((place * level.Card.Sides.Count) + anchor) * 4) + k;

    /// <summary>One map of cells for one item.</summary>
    private readonly ref struct Level(AnchorLevel card, int width, int height, ReadOnlySpan<float> scores, ReadOnlySpan<float> boxes)
    {
        public AnchorLevel Card { get; } = card;

        public int Width { get; } = width;

        public int Height { get; } = height;

        public ReadOnlySpan<float> Scores { get; } = scores;

        public ReadOnlySpan<float> Boxes { get; } = boxes;
    }
}
