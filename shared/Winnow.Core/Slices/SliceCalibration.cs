namespace Winnow.Core.Slices;

/// <summary>How well confidences are deserved among the items with one value of an attribute.</summary>
/// <param name="Value">The value.</param>
/// <param name="Items">How many items have it.</param>
/// <param name="Accuracy">Share of them that is right.</param>
/// <param name="MeanConfidence">What the model claimed.</param>
/// <param name="ExpectedCalibrationError">0 to 1.</param>
/// <param name="IsSmall">Whether there are too few items (below <see cref="CalibrationBySlice.FewItems"/>) for the error to mean much: it is biased upwards.</param>
public sealed record SliceCalibration(
    string Value, long Items, double Accuracy, double MeanConfidence, double ExpectedCalibrationError, bool IsSmall);
