namespace Winnow.Functions.Calibration;

/// <summary>The packs whose annotated items one sub-orchestration looks at.</summary>
/// <param name="Calibrate">The calibration.</param>
/// <param name="Packs">At most 200 names.</param>
public sealed record CalibratePageInput(CalibrateInput Calibrate, IReadOnlyList<string> Packs);
