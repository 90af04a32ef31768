namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>The thresholds, area ranges and limits of COCOeval, and the bit that stands for a pair of threshold and area range.</summary>
internal static class CocoRules
{
    public const int Thresholds = 10;
    public const int Areas = 4;
    public const int Points = 101;

    /// <summary>Detections of an image and a class that count; the others are not even looked at.</summary>
    public const int MaxDetections = 100;

    /// <summary>Index of the threshold 0.5.</summary>
    public const int Half = 0;

    /// <summary>Index of the threshold 0.75.</summary>
    public const int ThreeQuarters = 5;

    private const ulong AllThresholds = (1UL << Thresholds) - 1;

    // All, small, medium, large. Both ends belong to a range: an area of 32² is small and medium.
    private static readonly (double From, double To)[] s_areas = [(0, 1e10), (0, 1024), (1024, 9216), (9216, 1e10)];

    private static readonly double[] s_recalls = [.. Enumerable.Range(0, Points).Select(point => point * 0.01)];

    // As numpy.linspace computes them: 0.9 is one bit less there, and 0.07 one bit more.
    public static double Iou(int threshold) => 0.5 + (threshold * ((0.95 - 0.5) / 9));

    /// <summary>The recalls at which precision is read.</summary>
    public static ReadOnlySpan<double> Recalls => s_recalls;

    public static int Bit(int area, int threshold) => (area * Thresholds) + threshold;

    public static bool IsOutside(int area, double pixels) => pixels < s_areas[area].From || pixels > s_areas[area].To;

    /// <summary>The bits of the area ranges, at all thresholds, to which an area does not belong.</summary>
    public static ulong BitsOutside(double pixels)
    {
        var bits = 0UL;
        for (var area = 0; area < Areas; area++)
        {
            bits |= IsOutside(area, pixels) ? AllThresholds << Bit(area, 0) : 0;
        }

        return bits;
    }
}
