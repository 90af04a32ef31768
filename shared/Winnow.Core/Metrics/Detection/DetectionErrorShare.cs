namespace Winnow.Core.Metrics.Detection;

/// <summary>How often a kind of error occurs, and what it costs.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Count">How often.</param>
/// <param name="DeltaAp">By how much AP at IoU 0.5 would rise if these errors alone were mended, 0 to 1; null without any truth or detection.</param>
public sealed record DetectionErrorShare(DetectionErrorKind Kind, long Count, double? DeltaAp);
