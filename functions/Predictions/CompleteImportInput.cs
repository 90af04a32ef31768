namespace Winnow.Functions.Predictions;

/// <summary>An import to end.</summary>
/// <param name="Import">The run.</param>
/// <param name="Result">What it came to.</param>
/// <param name="Classes">The classes that the predictions give probabilities of.</param>
public sealed record CompleteImportInput(ImportInput Import, ImportResult Result, IReadOnlyList<string> Classes);
