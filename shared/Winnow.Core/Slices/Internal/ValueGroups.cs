using System.Runtime.InteropServices;

namespace Winnow.Core.Slices.Internal;

/// <summary>What was collected per value of an attribute. With more than <see cref="MaxValues"/> values it is closed and keeps nothing.</summary>
/// <remarks>
/// Whether it closes depends on the values alone, not on their order or on that of merges. A missing or empty value is <see cref="AttributeTable.Missing"/>.
/// </remarks>
internal sealed class ValueGroups<T>(Func<T> create, Action<T, T> merge)
    where T : class
{
    public const int MaxValues = 1000;

    private readonly Dictionary<string, T> groups = new(StringComparer.Ordinal);

    public ValueGroups(Func<T> create, Action<T, T> merge, bool isClosed, IReadOnlyDictionary<string, T> groups)
        : this(create, merge)
    {
        IsClosed = isClosed;
        foreach (var (value, group) in groups)
        {
            this.groups.Add(value, group);
        }
    }

    public bool IsClosed { get; private set; }

    /// <summary>In ordinal order.</summary>
    public SortedDictionary<string, T> Sorted => new(groups, StringComparer.Ordinal);

    /// <summary>What collects the items of a value; null when closed.</summary>
    public T? Of(string? value)
    {
        if (IsClosed)
        {
            return null;
        }

        ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, string.IsNullOrEmpty(value) ? AttributeTable.Missing : value, out _);
        group ??= create();
        if (groups.Count <= MaxValues)
        {
            return group;
        }

        Close();
        return null;
    }

    public void Merge(ValueGroups<T> other)
    {
        if (other.IsClosed)
        {
            Close();
        }

        foreach (var (value, group) in other.groups)
        {
            if (Of(value) is { } own)
            {
                merge(own, group);
            }
        }
    }

    private void Close()
    {
        IsClosed = true;
        groups.Clear();
    }
}
