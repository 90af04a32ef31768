namespace Winnow.Functions.Evaluation;

/// <summary>Names of packs.</summary>
/// <param name="Packs">The names, in order.</param>
/// <param name="Continuation">For the next page; null on the last.</param>
public sealed record PackPage(IReadOnlyList<string> Packs, string? Continuation);
