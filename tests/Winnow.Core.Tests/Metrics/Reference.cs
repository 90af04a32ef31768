using System.Text.Json;
using System.Text.Json.Serialization;

namespace Winnow.Core.Tests.Metrics;

/// <summary>tests/reference/metrics.json: numbers of scikit-learn 1.2 and of a plain dynamic programme (metrics.py beside it).</summary>
internal sealed record Reference(
    string ScikitLearn, IReadOnlyList<Reference.ClassificationCase> Classification, IReadOnlyList<Reference.TextCase> Text, IReadOnlyList<string[]> Nfc)
{
    public static Reference Load()
    {
        using var stream = typeof(Reference).Assembly.GetManifestResourceStream("reference.metrics.json")!;
        return JsonSerializer.Deserialize<Reference>(stream, JsonSerializerOptions.Web)!;
    }

    internal sealed record ClassificationCase(
        string[] Truth, string[] Predicted, double[] Confidence, string[] Labels, double Accuracy, long[][] Matrix, double[][] PerClass,
        double[] Macro, double[] Micro, double[] Weighted, double Ece);

    internal sealed record TextCase(string[][] Pairs, long[][] Characters, long[][] Words, double Cer, double Wer, [property: JsonPropertyName("exact")] int Exact);
}
