namespace Winnow.Core.Metrics.Tagging;

/// <summary>Names of the scores of tagged sequences.</summary>
public static class TaggingMetricNames
{
    public const string F1 = "entity-f1";
    public const string Precision = "entity-precision";
    public const string Recall = "entity-recall";
    public const string MacroF1 = "entity-macro-f1";
    public const string MacroPrecision = "entity-macro-precision";
    public const string MacroRecall = "entity-macro-recall";
    public const string WeightedF1 = "entity-weighted-f1";
    public const string WeightedPrecision = "entity-weighted-precision";
    public const string WeightedRecall = "entity-weighted-recall";
    public const string TagAccuracy = "tag-accuracy";
}
