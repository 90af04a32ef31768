namespace Winnow.Core.Slices;

/// <summary>Collects the worst items, a bounded number of them.</summary>
/// <remarks>
/// Order: severity, then second severity (both descending), then the item's id (ordinal). An item is added once; of entries equal in all three the first stays.
/// Adding takes O(log capacity). Merging is exact in any order: what is kept are the first ones of all that were added anywhere.
/// </remarks>
public sealed class RankedItems<T>
{
    private static readonly Comparer<RankedItem<T>> s_order = Comparer<RankedItem<T>>.Create(Compare);

    private readonly SortedSet<RankedItem<T>> items = new(s_order);

    /// <param name="capacity">How many are kept, at least 0.</param>
    public RankedItems(int capacity)
        : this(capacity, 0, [])
    {
    }

    /// <summary>Continues from what was kept.</summary>
    /// <param name="capacity">How many are kept, at least 0.</param>
    /// <param name="added">How many were added.</param>
    /// <param name="items">Those that were kept.</param>
    public RankedItems(int capacity, long added, IReadOnlyList<RankedItem<T>> items)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        Capacity = capacity;
        foreach (var item in items)
        {
            Keep(item);
        }

        Added = added;
    }

    public int Capacity { get; }

    /// <summary>Items that were added, kept or not.</summary>
    public long Added { get; private set; }

    /// <summary>The worst first.</summary>
    public IReadOnlyList<RankedItem<T>> Items => [.. items];

    /// <exception cref="ArgumentException">A number is NaN.</exception>
    public void Add(RankedItem<T> item)
    {
        if (double.IsNaN(item.Severity) || double.IsNaN(item.SecondSeverity))
        {
            throw new ArgumentException($"Item '{item.ItemId}' has no rank: severities {item.Severity} and {item.SecondSeverity}.", nameof(item));
        }

        Keep(item);
        Added++;
    }

    public void Merge(RankedItems<T> other)
    {
        foreach (var item in other.items)
        {
            Keep(item);
        }

        Added += other.Added;
    }

    private void Keep(RankedItem<T> item)
    {
        items.Add(item);
        if (items.Count > Capacity)
        {
            items.Remove(items.Max!);
        }
    }

    private static int Compare(RankedItem<T> one, RankedItem<T> other)
    {
        var order = other.Severity.CompareTo(one.Severity);
        order = order != 0 ? order : other.SecondSeverity.CompareTo(one.SecondSeverity);
        return order != 0 ? order : string.CompareOrdinal(one.ItemId, other.ItemId);
    }
}
