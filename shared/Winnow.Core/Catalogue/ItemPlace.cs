namespace Winnow.Core.Catalogue;

/// <summary>Where an item is.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Pack">The pack that holds it.</param>
public readonly record struct ItemPlace(string ItemId, string Pack);
