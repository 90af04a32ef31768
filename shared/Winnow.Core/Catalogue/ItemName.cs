namespace Winnow.Core.Catalogue;

/// <summary>A name under which a content was dropped.</summary>
/// <param name="Path">Relative path within the dataset, with <c>/</c>.</param>
/// <param name="ItemId">The content.</param>
/// <param name="Pack">The pack that holds it.</param>
public sealed record ItemName(string Path, string ItemId, string Pack)
{
    /// <summary>Whether this is the name in <see cref="Item.Name"/>; saying so saves a row. Other names are kept as aliases of the item.</summary>
    public bool IsFirst { get; init; }
}
