namespace Winnow.Core.Slices;

/// <summary>What was collected per value of an attribute, as it is serialised.</summary>
/// <param name="Name">The attribute.</param>
/// <param name="IsClosed">Whether it had too many values and was given up.</param>
/// <param name="Values">Its values, in ordinal order, with what was collected of their items.</param>
public sealed record AttributeValues<T>(string Name, bool IsClosed, IReadOnlyDictionary<string, T> Values);
