namespace Winnow.Functions.Calibration;

/// <summary>What a calibration is learnt from.</summary>
/// <param name="Calibrate">The calibration.</param>
/// <param name="Items">How many annotated items were kept for it.</param>
public sealed record FitCalibrationInput(CalibrateInput Calibrate, long Items);
