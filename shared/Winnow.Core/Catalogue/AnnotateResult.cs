namespace Winnow.Core.Catalogue;

/// <summary>What became of a list of annotations.</summary>
/// <param name="Joined">How many were attached to an item.</param>
/// <param name="Waiting">How many wait for their file.</param>
public sealed record AnnotateResult(int Joined, int Waiting);
