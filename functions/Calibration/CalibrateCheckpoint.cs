namespace Winnow.Functions.Calibration;

/// <summary>How far a calibration has looked at the packs.</summary>
/// <param name="Continuation">Of the listing of packs; null at its start and at its end.</param>
/// <param name="Packs">Packs that it has looked at.</param>
/// <param name="Items">Annotated items that it has found in them.</param>
public sealed record CalibrateCheckpoint(string? Continuation, long Packs, long Items);
