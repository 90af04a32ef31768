namespace Winnow.Core.Slices.Internal;

/// <summary>An evaluated conjunction.</summary>
/// <param name="Key">Its predicates.</param>
/// <param name="Level">How many there are.</param>
/// <param name="Sums">The errors of its items.</param>
/// <param name="Score">Its score.</param>
/// <param name="Test">Its place among the slices that were tested.</param>
internal sealed record SliceNode(ulong Key, int Level, SliceSums Sums, double Score, int Test);
