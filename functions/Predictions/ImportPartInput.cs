namespace Winnow.Functions.Predictions;

/// <summary>A part of a predictions file to bring in.</summary>
/// <param name="Import">The run.</param>
/// <param name="Part">Index of the part.</param>
public sealed record ImportPartInput(ImportInput Import, int Part);
