namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>Numbers names in the order in which they come, and knows their ordinal order.</summary>
internal sealed class NameTable
{
    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    private readonly List<string> names = [];

    public int Count => names.Count;

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
