namespace Winnow.Core.Labels;

/// <summary>A list of classes, and the place of each in it.</summary>
public sealed class ClassIndex
{
    private readonly Dictionary<string, int> places;

    /// <exception cref="ArgumentException">A name comes twice.</exception>
    public ClassIndex(IReadOnlyList<string> names)
    {
        Names = names;
        places = new(names.Count, StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            places.Add(names[i], i);
        }
    }

    public IReadOnlyList<string> Names { get; }

    /// <exception cref="KeyNotFoundException">There is no such class.</exception>
    public int this[string name] => places[name];

    public bool TryGetIndex(string name, out int index) => places.TryGetValue(name, out index);
}
