namespace Winnow.Core.Metrics.Detection;

/// <summary>One error of a model on one image.</summary>
/// <param name="ImageId">The image.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Label">The class that the model said; of a missed truth its class.</param>
/// <param name="Detection">Index of the detection on its image; null for a missed truth.</param>
/// <param name="Truth">Index of the truth that it is about: the one that overlaps most; null when there is none.</param>
/// <param name="Score">The detection's score; null for a missed truth.</param>
public sealed record DetectionError(string ImageId, DetectionErrorKind Kind, string Label, int? Detection, int? Truth, double? Score);
