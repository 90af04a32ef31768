using System.Text.Json;

namespace Winnow.Core.Tests.Metrics.Classification;

/// <summary>tests/reference/classification.json: numbers of scikit-learn 1.2.1 (classification.py beside it).</summary>
internal sealed record ClassificationReference(
    string ScikitLearn, int[] Top, IReadOnlyList<ClassificationReference.ConfusionCase> Confusion,
    IReadOnlyList<ClassificationReference.ProbabilityCase> Probabilities, IReadOnlyList<ClassificationReference.RankingCase> Rankings,
    IReadOnlyList<ClassificationReference.MultiLabelCase> MultiLabel)
{
    /// <summary>Read once: it is only read from.</summary>
    public static ClassificationReference Cases { get; } = Load<ClassificationReference>("classification");

    public static T Load<T>(string name)
    {
        using var stream = typeof(T).Assembly.GetManifestResourceStream($"reference.{name}.json")!;
        return JsonSerializer.Deserialize<T>(stream, JsonSerializerOptions.Web)!;
    }

    internal sealed record ConfusionCase(
        int[] Truth, int[] Predicted, double?[] Confidence, double BalancedAccuracy, double Mcc, double? CohenKappa, double? Ece, double? Mce);

    internal sealed record ProbabilityCase(
        int Classes, int[] Truth, double[][] Rows, double[]? Top, double LogLoss, double Brier, double?[] ClassAuc, double?[] ClassAp,
        double? Auc, double? WeightedAuc, double? Ap);

    internal sealed record RankingCase(
        double[] Scores, int[] Known, int[] Weights, double? Auc, double? Ap, double? WeightedAuc, double? WeightedAp, double[][] Pr,
        double[]? Thresholds, double[][] Roc, double[]? Best, double[][] At);

    internal sealed record MultiLabelCase(
        int? Classes, int[][] Truth, int[][] Predicted, double[][]? Rows, double[] Micro, double[] Macro, double[] Weighted, double[] Samples,
        double[][] PerClass, double Subset, double Hamming, double Jaccard, double? Auc, double? Ap, double? MicroAuc, double? MicroAp, double? Lrap);
}
