namespace Winnow.Core.Slices;

/// <summary>A numeric attribute of an <see cref="AttributeTable"/> as it is serialised.</summary>
/// <param name="Name">The attribute.</param>
/// <param name="Values">Per row a 64-bit number (little endian); NaN where it is missing.</param>
public sealed record NumberColumn(string Name, byte[] Values);
