namespace Winnow.Core.Metrics.Detection;

/// <summary>COCO's numbers of one class, 0 to 1; null where no truth counts.</summary>
/// <param name="Label">The class.</param>
/// <param name="Truths">Truths that are to be found, of any area; crowds are not.</param>
/// <param name="Detections">Detections, at most 100 of an image.</param>
/// <param name="Ap">Mean over the ten IoU thresholds.</param>
/// <param name="Ap50">At IoU 0.5.</param>
/// <param name="Ap75">At IoU 0.75.</param>
/// <param name="ApSmall">Areas up to 32².</param>
/// <param name="ApMedium">Areas from 32² to 96².</param>
/// <param name="ApLarge">Areas from 96².</param>
/// <param name="Ar1">Recall with one detection per image, mean over the thresholds.</param>
/// <param name="Ar10">Recall with ten.</param>
/// <param name="Ar100">Recall with a hundred.</param>
public sealed record ClassDetectionScore(
    string Label, long Truths, long Detections, double? Ap, double? Ap50, double? Ap75, double? ApSmall, double? ApMedium, double? ApLarge,
    double? Ar1, double? Ar10, double? Ar100);
