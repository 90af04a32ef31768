namespace Winnow.Core.Statistics.Internal;

/// <summary>Units that are counted in cells: kinds of units, each with the cells it counts in, and how many units are of that kind.</summary>
/// <param name="Starts">Where the entries of each kind start; one more than there are kinds.</param>
/// <param name="Cells">The cell of every entry.</param>
/// <param name="Counts">What every entry adds to its cell.</param>
/// <param name="Times">Units of each kind.</param>
internal sealed record CellUnits(int[] Starts, int[] Cells, long[] Counts, long[] Times)
{
    public int Kinds => Times.Length;

    /// <exception cref="ArgumentException">There is no such cell.</exception>
    public static CellUnits Of(ReadOnlySpan<int> cellOfItem, int cells, GroupIndex groups)
    {
        var counts = new long[cells];
        foreach (var cell in cellOfItem)
        {
            if ((uint)cell >= (uint)cells)
            {
                throw new ArgumentException($"An item is in cell {cell}; cells are 0 to {cells - 1}.", nameof(cellOfItem));
            }

            counts[cell]++;
        }

        return groups.IsGrouped ? OfGroups(cellOfItem, groups) : OfItems(counts);
    }

    /// <summary>Items that count 1 in their cell; kinds are the cells.</summary>
    public static CellUnits OfItems(ReadOnlySpan<long> counts)
    {
        var cells = Enumerable.Range(0, counts.Length).ToArray();
        var ones = new long[counts.Length];
        Array.Fill(ones, 1);
        return new([.. cells, cells.Length], cells, ones, counts.ToArray());
    }

    /// <summary>Groups of items; every group is a kind of its own.</summary>
    private static CellUnits OfGroups(ReadOnlySpan<int> cellOfItem, GroupIndex groups)
    {
        var entries = new SortedDictionary<int, long>[groups.Units];
        for (var i = 0; i < cellOfItem.Length; i++)
        {
            var group = entries[groups[i]] ??= [];
            group[cellOfItem[i]] = group.GetValueOrDefault(cellOfItem[i]) + 1;
        }

        var (starts, cells, counts) = (new List<int> { 0 }, new List<int>(), new List<long>());
        foreach (var group in entries)
        {
            cells.AddRange(group.Keys);
            counts.AddRange(group.Values);
            starts.Add(cells.Count);
        }

        var times = new long[groups.Units];
        Array.Fill(times, 1);
        return new([.. starts], [.. cells], [.. counts], times);
    }

    public IEnumerable<int> CellsOf(int kind) => Cells[Starts[kind]..Starts[kind + 1]];

    /// <summary>The counts of all units.</summary>
    public long[] Total(int cells)
    {
        var counts = new long[cells];
        for (var kind = 0; kind < Kinds; kind++)
        {
            Add(kind, Times[kind], counts);
        }

        return counts;
    }

    /// <summary>Adds a number of units of one kind to counts.</summary>
    public void Add(int kind, long units, Span<long> counts)
    {
        for (var entry = Starts[kind]; entry < Starts[kind + 1]; entry++)
        {
            counts[Cells[entry]] += units * Counts[entry];
        }
    }
}
