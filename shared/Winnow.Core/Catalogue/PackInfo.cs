namespace Winnow.Core.Catalogue;

/// <summary>A pack of a dataset, as a listing shows it.</summary>
/// <param name="Name">The pack, as in <see cref="Item.Pack"/>.</param>
/// <param name="Items">How many items were written to it.</param>
/// <param name="Bytes">Size of the tar file.</param>
public sealed record PackInfo(string Name, int Items, long Bytes);
