namespace Winnow.Core.Metrics.Images;

/// <summary>The names of the metrics of generated images.</summary>
public static class ImageGenerationMetricNames
{
    public const string Fid = "fid";
    public const string Kid = "kid";
    public const string KidDeviation = "kid-deviation";
    public const string Precision = "generation-precision";
    public const string Recall = "generation-recall";
    public const string Density = "density";
    public const string Coverage = "coverage";
}
