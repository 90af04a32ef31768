namespace Winnow.Core.Catalogue;

/// <summary>One page of a listing.</summary>
/// <param name="Value">The entries, in the listing's order.</param>
/// <param name="Continuation">Opaque; passed back it gives the next page. Null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Value, string? Continuation);
