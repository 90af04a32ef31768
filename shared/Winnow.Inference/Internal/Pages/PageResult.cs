using Winnow.Core.Labels;
using Winnow.Inference.Internal.Images;

namespace Winnow.Inference.Internal.Pages;

internal static class PageResult
{
    /// <summary>The class of lines.</summary>
    private const string Text = "text";

    /// <remarks>The confidence is the mean of the lines', 0 for a page without lines.</remarks>
    public static InferenceResult Of(string id, ImagePlacement page, IReadOnlyList<ReadLine> lines) => new()
    {
        Id = id,
        Confidence = lines.Count == 0 ? 0 : lines.Average(line => line.Confidence),
        Detail = new() { Objects = [.. lines.Select(line => ToObject(page, line))] },
    };

    private static LabelledObject ToObject(ImagePlacement page, ReadLine line)
    {
        var corners = line.Region.Corners;
        for (var i = 0; i < corners.Length; i++) corners[i] = Math.Clamp(corners[i], 0, i % 2 == 0 ? page.Width : page.Height);
        double[] x = [.. corners.Where((_, i) => i % 2 == 0)];
        double[] y = [.. corners.Where((_, i) => i % 2 == 1)];
        return new()
        {
            Label = Text,
            Box = new(x.Min(), y.Min(), x.Max() - x.Min(), y.Max() - y.Min()),
            Score = line.Confidence,
            Mask = new() { Height = page.Height, Width = page.Width, Polygons = [corners] },
            Text = line.Text,
        };
    }
}
