namespace Winnow.Functions.Evaluation;

/// <summary>A page of a dataset's packs.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Continuation">From the page before; null for the first.</param>
/// <param name="PageSize">Packs per page.</param>
public sealed record ListPacksInput(string Dataset, string? Continuation, int PageSize);
