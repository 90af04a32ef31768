using System.Globalization;
using System.Text.Json;
using Winnow.Core.Labels;

namespace Winnow.Core.Tests.Metrics.Detection;

/// <summary>tests/reference/detection.json: numbers of COCOeval (detection.py beside it).</summary>
internal sealed record DetectionReference(
    string Pycocotools, int Size, IReadOnlyList<DetectionReference.Case> Boxes, IReadOnlyList<DetectionReference.Case> Masks,
    IReadOnlyList<DetectionReference.WeightedCase> Weighted)
{
    private const int BoxAt = 2;
    private const int RestAt = 6;

    public static DetectionReference Load() => Load<DetectionReference>("detection");

    public static T Load<T>(string family)
    {
        using var stream = typeof(DetectionReference).Assembly.GetManifestResourceStream($"reference.{family}.json")!;
        return JsonSerializer.Deserialize<T>(stream, JsonSerializerOptions.Web)!;
    }

    /// <summary>The objects of the reference's images, whose ids sort as their numbers.</summary>
    public static IEnumerable<(string Id, LabelledObject[] Truths, LabelledObject[] Detections)> Images(
        int count, JsonElement[][] truths, JsonElement[][] detections, int size = 0) =>
        Enumerable.Range(0, count).Select(image => (
            image.ToString("d3", CultureInfo.InvariantCulture),
            truths.Where(row => row[0].GetInt32() == image).Select(row => Truth(row, size)).ToArray(),
            detections.Where(row => row[0].GetInt32() == image).Select(row => Detection(row, size)).ToArray()));

    private static LabelledObject Truth(JsonElement[] row, int size) => new()
    {
        Label = LabelOf(row[1].GetInt32()), Box = BoxOf(row), IsCrowd = row[RestAt].GetInt32() != 0, Area = row[RestAt + 1].GetDouble(),
        Mask = MaskOf(row, RestAt + 2, size),
    };

    private static LabelledObject Detection(JsonElement[] row, int size) => new()
    {
        Label = LabelOf(row[1].GetInt32()), Box = BoxOf(row), Score = row[RestAt].GetDouble(), Mask = MaskOf(row, RestAt + 1, size),
    };

    public static string LabelOf(int number) => $"c{number}";

    private static Box BoxOf(JsonElement[] row) =>
        new(row[BoxAt].GetDouble(), row[BoxAt + 1].GetDouble(), row[BoxAt + 2].GetDouble(), row[BoxAt + 3].GetDouble());

    private static ObjectMask? MaskOf(JsonElement[] row, int at, int size) => row.Length == at ? null : row[at].ValueKind == JsonValueKind.String
        ? new() { Height = size, Width = size, Counts = row[at].GetString() }
        : new() { Height = size, Width = size, Polygons = [row[at].Deserialize<double[]>()!] };

    internal sealed record Case(int Images, JsonElement[][] Truths, JsonElement[][] Detections, double[] Stats, ClassCase[]? Classes);

    internal sealed record ClassCase(int Class, double Ap, double Ar, double[][] Curves);

    internal sealed record WeightedCase(int Images, JsonElement[][] Truths, JsonElement[][] Detections, int[] Weights, double Ap, double Ap50);
}
