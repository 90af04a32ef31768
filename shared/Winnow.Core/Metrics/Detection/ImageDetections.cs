namespace Winnow.Core.Metrics.Detection;

/// <summary>What became of the detections and truths of one image at IoU 0.5.</summary>
/// <remarks>
/// All scores, areas from 0 to 10⁵ squared, at most 100 detections of a class. Crowds, what only matches them, and detections beyond the 100th
/// of a class are in no list. Indices are ascending.
/// </remarks>
/// <param name="ImageId">The image.</param>
/// <param name="TruePositives">Detections with their truths.</param>
/// <param name="FalsePositives">Indices of detections that match nothing.</param>
/// <param name="Misses">Indices of truths that nothing matches.</param>
public sealed record ImageDetections(
    string ImageId, IReadOnlyList<DetectionMatch> TruePositives, IReadOnlyList<int> FalsePositives, IReadOnlyList<int> Misses);
