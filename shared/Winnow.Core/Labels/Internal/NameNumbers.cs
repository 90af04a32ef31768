namespace Winnow.Core.Labels.Internal;

/// <summary>Numbers names in the order in which they come, and knows their ordinal order.</summary>
internal sealed class NameNumbers
{
    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> bySpan;
    private readonly List<string> names = [];

    public NameNumbers() => bySpan = ids.GetAlternateLookup<ReadOnlySpan<char>>();

    public int Count => names.Count;

    /// <summary>The names by their numbers.</summary>
    public IReadOnlyList<string> All => names;

    public string this[int id] => names[id];

    public bool Contains(string name) => ids.ContainsKey(name);

    /// <summary>The number of a name, which may be new.</summary>
    public int IdOf(string name)
    {
        if (!ids.TryGetValue(name, out var id))
        {
            ids.Add(name, id = names.Count);
            names.Add(name);
        }

        return id;
    }

    /// <inheritdoc cref="IdOf(string)"/>
    public int IdOf(ReadOnlySpan<char> name) => bySpan.TryGetValue(name, out var id) ? id : IdOf(name.ToString());

    /// <summary>The numbers, ordered by name (ordinal).</summary>
    public int[] Order()
    {
        var order = Enumerable.Range(0, names.Count).ToArray();
        Array.Sort(order, (left, right) => string.CompareOrdinal(names[left], names[right]));
        return order;
    }

    /// <summary>The place of each number in that order.</summary>
    public int[] Places()
    {
        var (order, places) = (Order(), new int[names.Count]);
        for (var place = 0; place < order.Length; place++)
        {
            places[order[place]] = place;
        }

        return places;
    }

    /// <summary>The names, ordered.</summary>
    public string[] Ordered() => Array.ConvertAll(Order(), id => names[id]);
}
