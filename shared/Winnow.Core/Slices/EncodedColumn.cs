namespace Winnow.Core.Slices;

/// <summary>An attribute of an <see cref="AttributeTable"/> as it is serialised.</summary>
/// <param name="Name">The attribute.</param>
/// <param name="Values">Its values, in the order in which they appeared.</param>
/// <param name="Codes">Per row the index of its value.</param>
/// <param name="IsWide">Whether a code takes two bytes (little endian) rather than one.</param>
/// <param name="IsClosed">Whether it had too many values and was given up: it has none then.</param>
public sealed record EncodedColumn(string Name, IReadOnlyList<string> Values, byte[] Codes, bool IsWide, bool IsClosed);
