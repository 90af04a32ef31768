namespace Winnow.Core.Slices;

/// <summary>An attribute of a <see cref="RunComparison"/> as it is serialised.</summary>
/// <param name="Name">The attribute.</param>
/// <param name="IsClosed">Whether it had too many values and was given up.</param>
/// <param name="Values">Its values with what changed among their items.</param>
public sealed record AttributeChanges(string Name, bool IsClosed, IReadOnlyDictionary<string, ChangeCounts> Values);
