namespace Winnow.Functions.Calibration;

/// <summary>The pack whose annotated items one activity looks at.</summary>
/// <param name="Calibrate">The calibration.</param>
/// <param name="Pack">The pack.</param>
public sealed record CalibrateShardInput(CalibrateInput Calibrate, string Pack);
