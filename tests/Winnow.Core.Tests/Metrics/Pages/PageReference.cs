using System.Text.Json;
using Winnow.Core.Labels;

namespace Winnow.Core.Tests.Metrics.Pages;

/// <summary>tests/reference/pages.json: numbers of a plain implementation (pages.py beside it).</summary>
internal sealed record PageReference(int Size, IReadOnlyList<PageReference.Case> Boxes, IReadOnlyList<PageReference.Case> Masks)
{
    private const int BoxNumbers = 4;

    public static PageReference Load()
    {
        using var stream = typeof(PageReference).Assembly.GetManifestResourceStream("reference.pages.json")!;
        return JsonSerializer.Deserialize<PageReference>(stream, JsonSerializerOptions.Web)!;
    }

    public static LabelledObject[] Lines(JsonElement[][] rows, int page, int size) =>
        [.. rows.Where(row => row[0].GetInt32() == page).Select(row => Line(row, row[1].Deserialize<double[]>()!, size))];

    private static LabelledObject Line(JsonElement[] row, double[] shape, int size)
    {
        var line = new LabelledObject { Label = "text", Box = default, Text = row[2].GetString(), Score = row.Length > 3 ? row[3].GetDouble() : null };
        return shape.Length == BoxNumbers
            ? line with { Box = new(shape[0], shape[1], shape[2], shape[3]) }
            : line with { Mask = new() { Height = size, Width = size, Polygons = [shape] } };
    }

    internal sealed record Case(
        int Pages, JsonElement[][] Truths, JsonElement[][] Detections, double? Precision, double? Recall, double? Hmean, double? EndToEnd, double? Cer);
}
