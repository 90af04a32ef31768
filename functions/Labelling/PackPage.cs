namespace Winnow.Functions.Labelling;

/// <summary>One page of the packs to label.</summary>
/// <param name="Packs">Their names.</param>
/// <param name="Continuation">Of the next page; null on the last.</param>
public sealed record PackPage(IReadOnlyList<string> Packs, string? Continuation);
