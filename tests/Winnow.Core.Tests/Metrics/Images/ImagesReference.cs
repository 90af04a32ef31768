using System.Text.Json;

namespace Winnow.Core.Tests.Metrics.Images;

/// <summary>tests/reference/images.json: numbers of clean-fid e88c4d6 and prdc e320c1d (images.py beside it).</summary>
internal sealed record ImagesReference(string Scipy, string ScikitLearn, IReadOnlyList<ImagesReference.Case> Cases)
{
    private static readonly Lazy<ImagesReference> s_loaded = new(Read);

    public static IReadOnlyList<Case> Load()
    {
        Assert.Equal(("1.10.1", "1.2.1"), (s_loaded.Value.Scipy, s_loaded.Value.ScikitLearn));
        Assert.Equal(203, s_loaded.Value.Cases.Count);
        return s_loaded.Value.Cases;
    }

    private static ImagesReference Read()
    {
        using var stream = typeof(ImagesReference).Assembly.GetManifestResourceStream("reference.images.json")!;
        return JsonSerializer.Deserialize<ImagesReference>(stream, JsonSerializerOptions.Web)!;
    }

    internal sealed record Case(
        float[][] Real, float[][] Fake, int Neighbours, double Exact, bool IsFullRank, double Fid, double? Kid, ManifoldCase? Manifold);

    internal sealed record ManifoldCase(double Precision, double Recall, double Density, double Coverage);
}
