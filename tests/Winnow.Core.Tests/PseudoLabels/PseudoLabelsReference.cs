using System.Text.Json;

namespace Winnow.Core.Tests.PseudoLabels;

/// <summary>tests/reference/pseudo_labels.json: numbers of scipy 1.10.1 and scikit-learn 1.2.1 (pseudo_labels.py beside it).</summary>
internal sealed record PseudoLabelsReference(
    string Scipy, string ScikitLearn, IReadOnlyList<PseudoLabelsReference.TemperatureCase> Temperatures, IReadOnlyList<PseudoLabelsReference.LogitCase> LogitScalings)
{
    public static PseudoLabelsReference Load()
    {
        using var stream = typeof(PseudoLabelsReference).Assembly.GetManifestResourceStream("reference.pseudo_labels.json")!;
        var cases = JsonSerializer.Deserialize<PseudoLabelsReference>(stream, JsonSerializerOptions.Web)!;
        Assert.Equal(("1.10.1", "1.2.1"), (cases.Scipy, cases.ScikitLearn));
        return cases;
    }

    internal sealed record TemperatureCase(int Classes, float[] Probabilities, int[] Truths, double? Temperature, double Loss);

    internal sealed record LogitCase(string Kind, double[] Confidences, bool[] Right, double Slope, double Intercept, double[] Sklearn);
}
