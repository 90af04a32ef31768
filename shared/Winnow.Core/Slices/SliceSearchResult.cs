namespace Winnow.Core.Slices;

/// <summary>The worst slices of a table, and what was searched to find them.</summary>
/// <param name="Slices">The worst first.</param>
/// <param name="Items">Rows of the table.</param>
/// <param name="OverallError">Mean error of all items; null without items.</param>
/// <param name="MinSupport">Fewest items that a slice had to have.</param>
/// <param name="Tested">Slices with enough items that were evaluated: the family of hypotheses of the adjusted p-values.</param>
/// <param name="Levels">Most predicates of a slice that was searched.</param>
/// <param name="IsComplete">Whether all levels were searched; otherwise a level had too many candidates.</param>
/// <param name="Signature">How scores and p-values were computed.</param>
public sealed record SliceSearchResult(
    IReadOnlyList<FoundSlice> Slices, int Items, double? OverallError, int MinSupport, int Tested, int Levels, bool IsComplete, string Signature);
