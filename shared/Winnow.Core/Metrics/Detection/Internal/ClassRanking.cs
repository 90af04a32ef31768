namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>Rows by class, the highest score first; of equal scores the one that was given first.</summary>
internal sealed class ClassRanking<TRow>
    where TRow : struct, IScoredRow
{
    private readonly int[] starts;
    private readonly TRow[] rows;
    private readonly int[] positions;

    /// <param name="source">The rows.</param>
    /// <param name="classes">How many classes there are.</param>
    public ClassRanking(ReadOnlySpan<TRow> source, int classes)
    {
        starts = StartsOf(source, classes);
        rows = new TRow[source.Length];
        positions = new int[source.Length];
        var next = starts.AsSpan().ToArray();
        for (var i = 0; i < source.Length; i++)
        {
            positions[next[source[i].Class]++] = i;
        }

        for (var id = 0; id < classes; id++)
        {
            Sort(source, starts[id], starts[id + 1]);
        }
    }

    public ReadOnlySpan<TRow> RowsOf(int classId) => rows.AsSpan(starts[classId]..starts[classId + 1]);

    /// <summary>The index of each of these rows in what was given.</summary>
    public ReadOnlySpan<int> PositionsOf(int classId) => positions.AsSpan(starts[classId]..starts[classId + 1]);

    private static int[] StartsOf(ReadOnlySpan<TRow> source, int classes)
    {
        var starts = new int[classes + 1];
        foreach (ref readonly var row in source)
        {
            starts[row.Class + 1]++;
        }

        for (var id = 0; id < classes; id++)
        {
            starts[id + 1] += starts[id];
        }

        return starts;
    }

    private void Sort(ReadOnlySpan<TRow> source, int start, int end)
    {
        var keys = new double[end - start];
        var indices = positions.AsSpan(start..end);
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = -source[indices[i]].Score;
        }

        StableOrder.Sort(keys, indices);
        for (var i = 0; i < indices.Length; i++)
        {
            rows[start + i] = source[indices[i]];
        }
    }
}
