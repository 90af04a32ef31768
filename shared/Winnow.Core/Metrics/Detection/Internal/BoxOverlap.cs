using Winnow.Core.Labels;

namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>What two boxes have in common.</summary>
internal static class BoxOverlap
{
    /// <summary>Intersection over union, 0 to 1; for a crowd: intersection over the area of the detection.</summary>
    public static double Iou(in Box detection, in Box truth, bool isCrowd)
    {
        var common = Intersection(detection, truth);
        return common <= 0 ? 0 : common / (isCrowd ? detection.Area : detection.Area + truth.Area - common);
    }

    /// <summary>The common area; 0 without one.</summary>
    public static double Intersection(in Box a, in Box b)
    {
        var width = Math.Min(a.Width + a.X, b.Width + b.X) - Math.Max(a.X, b.X);
        var height = Math.Min(a.Height + a.Y, b.Height + b.Y) - Math.Max(a.Y, b.Y);
        return width <= 0 || height <= 0 ? 0 : width * height;
    }
}
