using Winnow.Core.Labels;

namespace Winnow.Core.Tests.Evaluations.Tasks;

/// <summary>Images with boxes, for tests.</summary>
internal static class ObjectCases
{
    public static LabelledObject Truth(string label, double x, double y, double width = 10, double height = 10, string? text = null) =>
        new() { Label = label, Box = new(x, y, width, height), Text = text };

    public static LabelledObject Found(string label, double x, double y, double score, double width = 10, double height = 10, string? text = null) =>
        new() { Label = label, Box = new(x, y, width, height), Score = score, Text = text };

    /// <summary>The same objects as polygons.</summary>
    public static LabelledObject AsMask(LabelledObject one)
    {
        var (x, y, right, bottom) = (one.Box.X, one.Box.Y, one.Box.X + one.Box.Width, one.Box.Y + one.Box.Height);
        return one with { Mask = new() { Height = 200, Width = 200, Polygons = [[x, y, right, y, right, bottom, x, bottom]] } };
    }

    public static SomeCase Image(IReadOnlyList<LabelledObject> truths, IReadOnlyList<LabelledObject>? found) =>
        SomeCase.Detail(new() { Objects = truths }, found is null ? null : new LabelDetail { Objects = found });
}
