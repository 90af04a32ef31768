using System.Text.Json;

namespace Winnow.Core.Tests.Metrics.Detection;

/// <summary>tests/reference/masks.json: numbers of pycocotools.mask (masks.py beside it).</summary>
internal sealed record MaskReference(string Pycocotools, IReadOnlyList<MaskReference.PolygonCase> Polygons, IReadOnlyList<MaskReference.PairCase> Pairs)
{
    public static MaskReference Load()
    {
        using var stream = typeof(MaskReference).Assembly.GetManifestResourceStream("reference.masks.json")!;
        return JsonSerializer.Deserialize<MaskReference>(stream, JsonSerializerOptions.Web)!;
    }

    internal sealed record PolygonCase(int Height, int Width, double[][] Polygons, string Counts, long Area, double[] Bounds, string[] Parts);

    internal sealed record PairCase(
        int Height, int Width, string A, string B, string Union, string Intersection, double Iou, double Crowd, long[] Areas, double[][] Bounds);
}
