namespace Winnow.Core.Metrics.Detection;

/// <summary>Precision of one class at 101 recalls.</summary>
/// <param name="Label">The class.</param>
/// <param name="Iou">The overlap from which on a detection matches: 0.5 or 0.75.</param>
/// <param name="Precision">The highest precision at recall 0, 0.01, … 1 or beyond; 0 where the recall is not reached. Never rising.</param>
public sealed record DetectionCurve(string Label, double Iou, IReadOnlyList<double> Precision);
