namespace Winnow.Core.Slices.Internal;

/// <summary>The items of each value of each attribute as bits. Predicates are numbered by attribute and then value.</summary>
/// <remarks>Memory: values × items / 8 bytes.</remarks>
internal sealed class PredicateBitmaps
{
    /// <summary>Predicates that keys of conjunctions can tell apart.</summary>
    public const int MaxPredicates = 65_536;

    private readonly IReadOnlyList<CategoricalColumn> columns;
    private readonly List<(int Attribute, int Value)> predicates = [];
    private readonly List<ulong[]> bitmaps = [];

    public PredicateBitmaps(IReadOnlyList<CategoricalColumn> columns, int words)
    {
        this.columns = columns;
        for (var attribute = 0; attribute < columns.Count; attribute++)
        {
            Add(attribute, words);
        }

        if (predicates.Count > MaxPredicates)
        {
            throw new ArgumentException($"The attributes have {predicates.Count} values; at most {MaxPredicates} can be searched.", nameof(columns));
        }
    }

    public int Count => predicates.Count;

    public ulong[] this[int predicate] => bitmaps[predicate];

    public int AttributeOf(int predicate) => predicates[predicate].Attribute;

    public SlicePredicate Describe(int predicate)
    {
        var (attribute, value) = predicates[predicate];
        return new(columns[attribute].Name, columns[attribute].Values[value]);
    }

    private void Add(int attribute, int words)
    {
        var first = bitmaps.Count;
        for (var value = 0; value < columns[attribute].Values.Count; value++)
        {
            predicates.Add((attribute, value));
            bitmaps.Add(new ulong[words]);
        }

        var codes = columns[attribute].Codes;
        for (var item = 0; item < codes.Length; item++)
        {
            bitmaps[first + codes[item]][item >> 6] |= 1UL << (item & 63);
        }
    }
}
