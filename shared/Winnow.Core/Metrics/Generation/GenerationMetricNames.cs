namespace Winnow.Core.Metrics.Generation;

/// <summary>Names of the scores of generated text.</summary>
public static class GenerationMetricNames
{
    public const string ExactMatch = MetricNames.ExactMatch;
    public const string SquadExactMatch = "squad-em";
    public const string SquadF1 = "squad-f1";
    public const string Bleu = "bleu";
    public const string Chrf = "chrf";
    public const string ChrfPlusPlus = "chrf++";
    public const string Rouge1 = "rouge-1";
    public const string Rouge2 = "rouge-2";
    public const string RougeL = "rouge-l";

    /// <summary>"pass@1", "pass@10", …</summary>
    public static string PassAt(int k) => $"pass@{k}";
}
