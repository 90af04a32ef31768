namespace Winnow.Core.Metrics.Tagging.Internal;

/// <summary>Numbers the types of entities, in the order in which they turn up.</summary>
internal sealed class EntityTypes
{
    private readonly List<string> names = [];
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> bySpan;

    public EntityTypes() => bySpan = numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    public int Count => names.Count;

    public string this[int number] => names[number];

    public int NumberOf(ReadOnlySpan<char> name)
    {
        if (!bySpan.TryGetValue(name, out var number))
        {
            number = names.Count;
            names.Add(name.ToString());
            numbers.Add(names[number], number);
        }

        return number;
    }
}
