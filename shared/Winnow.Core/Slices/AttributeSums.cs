namespace Winnow.Core.Slices;

/// <summary>An attribute of a <see cref="SliceTable"/> as it is serialised.</summary>
/// <param name="Name">The attribute.</param>
/// <param name="IsClosed">Whether it had too many values and was given up.</param>
/// <param name="Values">Its values with the sums of their items.</param>
public sealed record AttributeSums(string Name, bool IsClosed, IReadOnlyDictionary<string, RatioSums> Values);
