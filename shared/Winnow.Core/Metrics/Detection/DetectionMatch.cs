namespace Winnow.Core.Metrics.Detection;

/// <summary>A detection that found its truth.</summary>
/// <param name="Detection">Index of the detection on its image.</param>
/// <param name="Truth">Index of the truth.</param>
/// <param name="Iou">Their overlap, 0.5 to 1.</param>
public readonly record struct DetectionMatch(int Detection, int Truth, double Iou);
