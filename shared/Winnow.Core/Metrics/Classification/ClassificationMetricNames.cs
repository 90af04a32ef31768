namespace Winnow.Core.Metrics.Classification;

/// <summary>The names of the scores of classification, beside those of <see cref="MetricNames"/>.</summary>
public static class ClassificationMetricNames
{
    public const string MaximumCalibrationError = "mce";
    public const string BalancedAccuracy = "balanced-accuracy";
    public const string MatthewsCorrelation = "mcc";
    public const string CohenKappa = "cohen-kappa";

    public const string MacroPrecision = "macro-precision";
    public const string MacroRecall = "macro-recall";
    public const string MacroF1 = "macro-f1";
    public const string WeightedPrecision = "weighted-precision";
    public const string WeightedRecall = "weighted-recall";
    public const string WeightedF1 = "weighted-f1";
    public const string MicroPrecision = "micro-precision";
    public const string MicroRecall = "micro-recall";
    public const string MicroF1 = "micro-f1";

    public const string LogLoss = "log-loss";
    public const string Brier = "brier";
    public const string RocAuc = "roc-auc";
    public const string WeightedRocAuc = "roc-auc-weighted";
    public const string MicroRocAuc = "roc-auc-micro";
    public const string AveragePrecision = "average-precision";
    public const string MicroAveragePrecision = "average-precision-micro";

    public const string SubsetAccuracy = "subset-accuracy";
    public const string HammingLoss = "hamming-loss";
    public const string SamplesPrecision = "samples-precision";
    public const string SamplesRecall = "samples-recall";
    public const string SamplesF1 = "samples-f1";
    public const string SamplesJaccard = "jaccard-samples";
    public const string LabelRankingAveragePrecision = "lrap";

    /// <summary>The name of an average: <c>macro-f1</c>, <c>weighted-recall</c>, ….</summary>
    public static string Average(Averaging averaging, ClassRatio ratio) => (averaging, ratio) switch
    {
        (Averaging.Macro, ClassRatio.Precision) => MacroPrecision,
        (Averaging.Macro, ClassRatio.Recall) => MacroRecall,
        (Averaging.Macro, ClassRatio.F1) => MacroF1,
        (Averaging.Weighted, ClassRatio.Precision) => WeightedPrecision,
        (Averaging.Weighted, ClassRatio.Recall) => WeightedRecall,
        (Averaging.Weighted, ClassRatio.F1) => WeightedF1,
        (Averaging.Micro, ClassRatio.Precision) => MicroPrecision,
        (Averaging.Micro, ClassRatio.Recall) => MicroRecall,
        (Averaging.Micro, ClassRatio.F1) => MicroF1,
        _ => throw new ArgumentOutOfRangeException(nameof(averaging), averaging, "This average is not defined."),
    };

    /// <summary>The name of the top-k accuracy: <c>top-3-accuracy</c>.</summary>
    public static string TopAccuracy(int k) => $"top-{k}-accuracy";
}
