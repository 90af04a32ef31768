namespace Winnow.Core.Slices.Internal;

/// <summary>A conjunction that may be worth evaluating.</summary>
/// <param name="Key">Its predicates.</param>
/// <param name="ParentItems">Items of its smallest parent.</param>
internal readonly record struct SliceCandidate(ulong Key, int ParentItems);
