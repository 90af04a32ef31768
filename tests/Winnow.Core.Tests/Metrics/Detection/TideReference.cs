using System.Text.Json;

namespace Winnow.Core.Tests.Metrics.Detection;

/// <summary>tests/reference/tide.json: numbers of TIDE (tide.py beside it), in per cent.</summary>
internal sealed record TideReference(string Tide, int Size, IReadOnlyList<TideReference.Case> Boxes, IReadOnlyList<TideReference.Case> Masks)
{
    public static TideReference Load() => DetectionReference.Load<TideReference>("tide");

    internal sealed record Case(
        int Images, JsonElement[][] Truths, JsonElement[][] Detections, Dictionary<string, double?> Main, double?[] Special,
        Dictionary<string, long> Counts, JsonElement[][] Errors);
}
