namespace Winnow.Functions.Labelling;

/// <summary>Which page of packs is wanted.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Batch">Only packs whose name starts with this; null for all.</param>
/// <param name="Continuation">From the page before; null for the first.</param>
/// <param name="PageSize">Most packs per page.</param>
public sealed record ListPacksInput(string Dataset, string? Batch, string? Continuation, int PageSize);
