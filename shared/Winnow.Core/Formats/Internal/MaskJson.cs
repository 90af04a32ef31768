using System.Text.Json;
using Winnow.Core.Labels;

namespace Winnow.Core.Formats.Internal;

/// <summary>Reads masks from JSON: <c>{"height", "width", "counts" or "polygons"}</c>, and the parts of COCO's <c>segmentation</c>.</summary>
internal static class MaskJson
{
    /// <summary>Longest side of a mask in pixels.</summary>
    public const int MaxSide = 65_535;

    private const int MinPolygonNumbers = 6;

    /// <summary>The mask of an object; null when it has none.</summary>
    /// <exception cref="FormatException">It cannot be understood.</exception>
    public static ObjectMask? Read(JsonElement owner)
    {
        if (JsonValues.Find(owner, "mask") is not { } mask)
        {
            return null;
        }

        if (mask.ValueKind is not JsonValueKind.Object)
        {
            throw JsonValues.Wrong("mask", mask, "an object");
        }

        var (counts, polygons) = (JsonValues.Find(mask, "counts"), JsonValues.Find(mask, "polygons"));
        if (counts is null == polygons is null)
        {
            throw new FormatException("'mask' must have either 'counts' or 'polygons'.");
        }

        var (height, width) = (Side(mask, "height"), Side(mask, "width"));
        return counts is { } runs
            ? new() { Height = height, Width = width, Counts = Counts(runs, height, width) }
            : new() { Height = height, Width = width, Polygons = Polygons(polygons!.Value) };
    }

    /// <summary>Run lengths as a list, or in compressed form, in compressed form.</summary>
    /// <exception cref="FormatException">They do not cover the image exactly.</exception>
    public static string Counts(JsonElement counts, int height, int width)
    {
        if (counts.ValueKind is JsonValueKind.String)
        {
            var text = counts.GetString()!;
            RunLengths.Check(RunLengths.Expand(text), height, width);
            return text;
        }

        var runs = JsonValues.ListOf(counts, "counts", JsonValues.WholeNumberOf);
        RunLengths.Check(runs, height, width);
        return RunLengths.Compress(runs);
    }

    /// <summary>Polygons, each of at least three points.</summary>
    /// <exception cref="FormatException">They are none.</exception>
    public static double[][] Polygons(JsonElement json)
    {
        var polygons = JsonValues.ListOf(json, "polygons", static (one, key) => JsonValues.ListOf(one, key, JsonValues.NumberOf));
        if (polygons.Length == 0)
        {
            throw new FormatException("'polygons' is empty; leave the mask out when it is not known.");
        }

        foreach (var polygon in polygons)
        {
            if (polygon.Length < MinPolygonNumbers || polygon.Length % 2 != 0)
            {
                throw new FormatException($"A polygon has {polygon.Length} numbers; it must have an even number, at least {MinPolygonNumbers}: x0, y0, x1, y1, …");
            }

            if (!Array.TrueForAll(polygon, double.IsFinite))
            {
                throw new FormatException("A polygon has a number that is too large to be one.");
            }
        }

        return polygons;
    }

    /// <summary>The smallest box around a mask; null when there is no mask.</summary>
    public static Box? Bounds(ObjectMask? mask) =>
        mask is null ? null
        : mask.Counts is { } counts ? RunLengths.Bounds(RunLengths.Expand(counts), mask.Height)
        : Bounds(mask.Polygons!);

    /// <summary>The smallest box around polygons.</summary>
    public static Box Bounds(IReadOnlyList<IReadOnlyList<double>> polygons)
    {
        var (left, top, right, bottom) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        foreach (var polygon in polygons)
        {
            for (var at = 0; at < polygon.Count; at += 2)
            {
                (left, right) = (Math.Min(left, polygon[at]), Math.Max(right, polygon[at]));
                (top, bottom) = (Math.Min(top, polygon[at + 1]), Math.Max(bottom, polygon[at + 1]));
            }
        }

        return new(left, top, right - left, bottom - top);
    }

    /// <summary>Whether a side is one that a mask may have.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static int CheckSide(int side, string key) => side is >= 1 and <= MaxSide
        ? side
        : throw new FormatException($"'{key}' of the mask is {side}; it must be 1 to {MaxSide:N0}.");

    private static int Side(JsonElement mask, string key) => CheckSide(
        JsonValues.Find(mask, key) is { } side ? JsonValues.WholeNumberOf(side, key) : throw new FormatException($"'mask' has no '{key}'."), key);
}
