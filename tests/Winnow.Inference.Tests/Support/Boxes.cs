using Winnow.Core.Labels;

namespace Winnow.Inference.Tests.Support;

/// <summary>How boxes agree.</summary>
internal static class Boxes
{
    public static double Overlap(Box a, Box b)
    {
        var width = Math.Min(a.X + a.Width, b.X + b.Width) - Math.Max(a.X, b.X);
        var height = Math.Min(a.Y + a.Height, b.Y + b.Height) - Math.Max(a.Y, b.Y);
        return width <= 0 || height <= 0 ? 0 : width * height / (a.Area + b.Area - (width * height));
    }

    /// <summary>How many of the truths one of the objects of the same class covers with an overlap of a half.</summary>
    public static int Found(IEnumerable<LabelledObject> truth, IReadOnlyList<LabelledObject> said) =>
        truth.Count(wanted => said.Any(found => found.Label == wanted.Label && Overlap(found.Box, wanted.Box) >= 0.5));
}
