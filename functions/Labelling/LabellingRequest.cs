namespace Winnow.Functions.Labelling;

/// <summary>Body of <c>POST /api/labellings</c>.</summary>
/// <param name="Dataset">What to label.</param>
/// <param name="Model"><c>name</c> or <c>name@version</c>; null means the model of the dataset's policy.</param>
/// <param name="MinimumConfidence">From which confidence on a prediction becomes a pseudo-label, 0 to 1; null means what the policy says.</param>
/// <param name="OnlyMissing">Whether items that the model has predicted are left alone. Default: false.</param>
/// <param name="Calibration">Id of the calibration to go by; null: the run calibrates first, if the policy promises a precision.</param>
public sealed record LabellingRequest(string? Dataset, string? Model, double? MinimumConfidence, bool? OnlyMissing, string? Calibration = null);
