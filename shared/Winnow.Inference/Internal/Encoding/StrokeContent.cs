using System.Text.Json;

namespace Winnow.Inference.Internal.Encoding;

/// <summary>Reads drawings: <c>{"strokes": [[[x, y], …], …]}</c>, or as in Quick, Draw! <c>{"drawing": [[[x, …], [y, …]], …]}</c>; other members are ignored.</summary>
internal static class StrokeContent
{
    private const double MostCoordinate = 1e9;
    private const int ShownChars = 40;

    /// <param name="json">The content.</param>
    /// <param name="most">Points that are read; the rest is left out.</param>
    /// <exception cref="InvalidDataException">It is no drawing.</exception>
    public static List<StrokePoint> Read(ReadOnlySpan<byte> json, int most)
    {
        try
        {
            using var document = JsonDocument.Parse(json.ToArray());
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("strokes", out var strokes)) return Read(strokes, ReadPoints, most);
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("drawing", out strokes)) return Read(strokes, ReadColumns, most);
            throw new InvalidDataException("The content is no drawing: a JSON object with the member strokes, or drawing, is expected.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"The content is no drawing: {exception.Message}", exception);
        }
    }

    private static List<StrokePoint> Read(JsonElement strokes, Action<JsonElement, List<StrokePoint>, int> read, int most)
    {
        var points = new List<StrokePoint>();
        foreach (var stroke in strokes.EnumerateArray())
        {
            if (points.Count < most) read(stroke, points, most);
        }

        return points;
    }

    private static void ReadPoints(JsonElement stroke, List<StrokePoint> points, int most)
    {
        var isStart = true;
        foreach (var point in stroke.EnumerateArray())
        {
            if (points.Count == most) return;
            if (point.GetArrayLength() < 2) throw new InvalidDataException("The content is no drawing: a point has fewer than two numbers.");
            points.Add(new(Coordinate(point[0]), Coordinate(point[1]), isStart));
            isStart = false;
        }
    }

    private static void ReadColumns(JsonElement stroke, List<StrokePoint> points, int most)
    {
        if (stroke.GetArrayLength() < 2 || stroke[0].GetArrayLength() != stroke[1].GetArrayLength())
            throw new InvalidDataException("The content is no drawing: a stroke has not as many x as y.");
        var isStart = true;
        foreach (var (x, y) in stroke[0].EnumerateArray().Zip(stroke[1].EnumerateArray()))
        {
            if (points.Count == most) return;
            points.Add(new(Coordinate(x), Coordinate(y), isStart));
            isStart = false;
        }
    }

    private static double Coordinate(JsonElement element)
    {
        var value = element.GetDouble();
        if (Math.Abs(value) <= MostCoordinate) return value;
        var text = element.GetRawText();
        var shown = text.Length > ShownChars ? $"{text.AsSpan(0, ShownChars)}…" : text;
        throw new InvalidDataException($"The drawing has the coordinate {shown}; at most ±{MostCoordinate:F0} is read.");
    }
}
