namespace Winnow.Core.Statistics.Internal;

/// <summary>The pairs of cells that items are in, in the baseline's table and in the candidate's: only pairs that occur.</summary>
internal sealed class PairedCells
{
    private readonly List<(int Baseline, int Candidate)> pairs = [];
    private readonly int cells;
    private readonly Func<ReadOnlySpan<long>, double?> statistic;

    public PairedCells(
        ReadOnlySpan<int> baseline, ReadOnlySpan<int> candidate, int cells, GroupIndex groups, Func<ReadOnlySpan<long>, double?> statistic)
    {
        (this.cells, this.statistic) = (cells, statistic);
        var ids = new Dictionary<(int, int), int>();
        var pairOfItem = new int[baseline.Length];
        for (var i = 0; i < pairOfItem.Length; i++)
        {
            var pair = (Checked(baseline[i]), Checked(candidate[i]));
            if (ids.TryAdd(pair, pairs.Count))
            {
                pairs.Add(pair);
            }

            pairOfItem[i] = ids[pair];
        }

        Units = CellUnits.Of(pairOfItem, pairs.Count, groups);
    }

    public CellUnits Units { get; }

    public int Count => pairs.Count;

    public bool Differs(int pair) => pairs[pair].Baseline != pairs[pair].Candidate;

    /// <summary>The two tables that counts of pairs stand for.</summary>
    public (long[] Baseline, long[] Candidate) Tables(ReadOnlySpan<long> counts)
    {
        var (baseline, candidate) = (new long[cells], new long[cells]);
        for (var pair = 0; pair < pairs.Count; pair++)
        {
            baseline[pairs[pair].Baseline] += counts[pair];
            candidate[pairs[pair].Candidate] += counts[pair];
        }

        return (baseline, candidate);
    }

    /// <summary>Candidate − baseline after some items of each pair of cells changed sides.</summary>
    public double? Difference(ReadOnlySpan<long> counts, ReadOnlySpan<long> swapped)
    {
        var (baseline, candidate) = Tables(counts);
        for (var pair = 0; pair < swapped.Length; pair++)
        {
            var (from, to) = pairs[pair];
            baseline[from] -= swapped[pair];
            baseline[to] += swapped[pair];
            candidate[to] -= swapped[pair];
            candidate[from] += swapped[pair];
        }

        return statistic(candidate) - statistic(baseline);
    }

    private int Checked(int cell) => (uint)cell < (uint)cells
        ? cell
        : throw new ArgumentException($"An item is in cell {cell}; cells are 0 to {cells - 1}.", nameof(cell));
}
