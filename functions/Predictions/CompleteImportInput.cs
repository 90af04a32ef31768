namespace Winnow.Functions.Predictions;

/// <summary>An import to end.</summary>
/// <param name="Import">The run.</param>
/// <param name="Result">What it came to.</param>
public sealed record CompleteImportInput(ImportInput Import, ImportResult Result);
