using System.Text.Json;

namespace Winnow.Core.Tests.Slices;

/// <summary>tests/reference/slices.json: numbers of sliceline 0.3.1 and scipy 1.10.1 (slices.py beside it).</summary>
internal sealed record SlicesReference(
    string Sliceline, string Scipy, IReadOnlyList<SlicesReference.Case> Slices, double[][] Welch, double[][] Proportions, double[][] Tails, IReadOnlyList<SlicesReference.Hash> Hashes,
    string[][] Texts)
{
    public static SlicesReference Load()
    {
        using var stream = typeof(SlicesReference).Assembly.GetManifestResourceStream("reference.slices.json")!;
        return JsonSerializer.Deserialize<SlicesReference>(stream, JsonSerializerOptions.Web)!;
    }

    internal sealed record Case(
        string[] Columns, double[] Errors, double Alpha, int K, int MaxLevel, int MinSupport, bool Complete, IReadOnlyList<Found> Reference,
        IReadOnlyList<Found> All, IReadOnlyList<Found> Free, JsonElement[][] Single);

    internal sealed record Found(
        double Score, JsonElement[][] Predicates, int Support, double? Average, double? Rest, double? Risk, double? Effect, double? P, int[]? Members)
    {
        public string Text => string.Join(' ', Predicates.Select(pair => $"{pair[0].GetInt32()}={pair[1].GetString()}"));
    }

    internal sealed record Hash(string Pixels, string PHash);
}
