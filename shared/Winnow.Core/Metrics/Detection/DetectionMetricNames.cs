namespace Winnow.Core.Metrics.Detection;

/// <summary>The names of scores of detections: COCO's twelve, and what mending each type of error would add (TIDE).</summary>
public static class DetectionMetricNames
{
    /// <summary>What names of scores start with that come from masks.</summary>
    public const string MaskPrefix = "mask-";

    public const string AveragePrecision = "ap";
    public const string AveragePrecision50 = "ap50";
    public const string AveragePrecision75 = "ap75";
    public const string AveragePrecisionSmall = "ap-small";
    public const string AveragePrecisionMedium = "ap-medium";
    public const string AveragePrecisionLarge = "ap-large";
    public const string AverageRecall1 = "ar1";
    public const string AverageRecall10 = "ar10";
    public const string AverageRecall100 = "ar100";
    public const string AverageRecallSmall = "ar-small";
    public const string AverageRecallMedium = "ar-medium";
    public const string AverageRecallLarge = "ar-large";

    public const string WrongClass = "tide-cls";
    public const string WrongPlace = "tide-loc";
    public const string WrongBoth = "tide-both";
    public const string Duplicate = "tide-dupe";
    public const string Background = "tide-bkg";
    public const string Missed = "tide-miss";
    public const string FalsePositives = "tide-fp";
    public const string FalseNegatives = "tide-fn";

    /// <summary>The name of a score for what is laid over each other.</summary>
    public static string Of(OverlapKind overlap, string name) => overlap == OverlapKind.Mask ? MaskPrefix + name : name;
}
