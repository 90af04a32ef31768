namespace Winnow.Core.Statistics.Internal;

/// <summary>The units that are drawn: items, or groups of items, numbered in the order in which they first appear.</summary>
internal sealed class GroupIndex
{
    private readonly int[]? groupOfItem;

    private GroupIndex(int items, int units, int[]? groupOfItem) => (Items, Units, this.groupOfItem) = (items, units, groupOfItem);

    public int Items { get; }

    public int Units { get; }

    public bool IsGrouped => groupOfItem is not null;

    /// <summary>For the signature: <c>400 items</c>, <c>40 groups of 400 items</c>.</summary>
    public string Description => IsGrouped ? $"{Units} groups of {Items} items" : $"{Items} items";

    public int this[int item] => groupOfItem is null ? item : groupOfItem[item];

    /// <param name="items">How many items there are.</param>
    /// <param name="groups">The group of every item; empty: every item is its own.</param>
    /// <exception cref="ArgumentException">There is not one group for every item.</exception>
    public static GroupIndex Of(int items, ReadOnlySpan<int> groups)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(items);
        if (groups.IsEmpty)
        {
            return new(items, items, null);
        }

        if (groups.Length != items)
        {
            throw new ArgumentException($"{groups.Length} groups were given for {items} items; every item needs one.", nameof(groups));
        }

        var ids = new Dictionary<int, int>();
        var units = new int[items];
        for (var i = 0; i < items; i++)
        {
            ids.TryAdd(groups[i], ids.Count);
            units[i] = ids[groups[i]];
        }

        return new(items, ids.Count, units);
    }

    /// <summary>How often each item was drawn, from how often its unit was.</summary>
    public void Expand(ReadOnlySpan<int> ofUnits, Span<int> ofItems)
    {
        for (var i = 0; i < ofItems.Length; i++)
        {
            ofItems[i] = ofUnits[this[i]];
        }
    }
}
