namespace Winnow.Core.Metrics.Regression;

/// <summary>The names of the scores of regression.</summary>
public static class RegressionMetricNames
{
    public const string MeanAbsoluteError = "mae";
    public const string MedianAbsoluteError = "median-absolute-error";
    public const string RootMeanSquaredError = "rmse";
    public const string Bias = "bias";
    public const string R2 = "r2";
    public const string Spearman = "spearman";
}
