namespace Winnow.Functions.Evaluation;

/// <summary>A page of the packs to evaluate.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Version">Its version; null: as it is now.</param>
/// <param name="IsReference">Whether it is the reference dataset.</param>
/// <param name="Continuation">From the page before; null for the first.</param>
/// <param name="PageSize">Packs per page.</param>
public sealed record ListShardsInput(string Dataset, string? Version, bool IsReference, string? Continuation, int PageSize);
