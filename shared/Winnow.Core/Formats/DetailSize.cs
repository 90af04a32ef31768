using Winnow.Core.Labels;

namespace Winnow.Core.Formats;

/// <summary>Estimates how much memory what a label says takes: enough to bound buffers by.</summary>
/// <remarks>Strings cost two bytes a character, numbers eight bytes, and every object, string and array its header; shared class names count each time.</remarks>
public static class DetailSize
{
    private const long HeaderBytes = 24;
    private const long ObjectBytes = 120;
    private const long EntryBytes = 48;
    private const long NumberBytes = 8;

    /// <summary>The estimate in bytes; 0 for null.</summary>
    public static long Of(LabelDetail? detail) => detail is null
        ? 0
        : Strings(detail.Labels) + Strings(detail.Texts) + Strings(detail.Tags) + Strings(detail.Ranking) + Strings(detail.Steps)
            + Numbers(detail.Probabilities) + Numbers(detail.Relevance) + Facts(detail.Metadata) + Objects(detail.Objects)
            + (detail.Vector?.Count ?? 0) * sizeof(float) + (detail.Passed?.Count ?? 0) + ObjectBytes;

    /// <summary>The estimate for one object in bytes.</summary>
    public static long Of(LabelledObject one)
    {
        var bytes = ObjectBytes + (one.Text is { } text ? String(text) : 0);
        if (one.Mask is not { } mask)
        {
            return bytes;
        }

        bytes += HeaderBytes * 2 + (mask.Counts is { } counts ? String(counts) : 0);
        foreach (var polygon in mask.Polygons ?? [])
        {
            bytes += HeaderBytes + NumberBytes * (polygon.Count + 1);
        }

        return bytes;
    }

    private static long String(string value) => HeaderBytes + value.Length * sizeof(char);

    private static long Strings(IReadOnlyList<string>? values)
    {
        var bytes = 0L;
        foreach (var value in values ?? [])
        {
            bytes += String(value);
        }

        return bytes;
    }

    private static long Numbers(IReadOnlyDictionary<string, double>? values)
    {
        var bytes = 0L;
        foreach (var key in values?.Keys ?? [])
        {
            bytes += EntryBytes + String(key);
        }

        return bytes;
    }

    private static long Facts(IReadOnlyDictionary<string, string>? values)
    {
        var bytes = 0L;
        foreach (var (key, value) in values ?? new Dictionary<string, string>())
        {
            bytes += EntryBytes + String(key) + String(value);
        }

        return bytes;
    }

    private static long Objects(IReadOnlyList<LabelledObject>? objects)
    {
        var bytes = 0L;
        foreach (var one in objects ?? [])
        {
            bytes += Of(one);
        }

        return bytes;
    }
}
