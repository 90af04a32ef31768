namespace Winnow.Core.Metrics.Detection.Internal;

/// <summary>The rows of detections by class, the highest score first; ties by image id (ordinal), and then as they stand in the image.</summary>
internal sealed class ClassRanking<TRow>
    where TRow : struct, IScoredRow<TRow>
{
    private readonly int[] starts;
    private readonly TRow[] rows;
    private readonly int[] images;

    /// <param name="source">The rows by image.</param>
    /// <param name="imageOrder">The images, ordered.</param>
    /// <param name="classes">How many classes there are.</param>
    public ClassRanking(ResultRows<TRow> source, ReadOnlySpan<int> imageOrder, int classes)
    {
        starts = StartsOf(source, classes);
        rows = new TRow[source.Count];
        images = new int[source.Count];
        Distribute(source, imageOrder);
        for (var id = 0; id < classes; id++)
        {
            Sort(starts[id], starts[id + 1]);
        }
    }

    public ReadOnlySpan<TRow> RowsOf(int classId) => rows.AsSpan(starts[classId]..starts[classId + 1]);

    /// <summary>The place of each row's image in the order of images.</summary>
    public ReadOnlySpan<int> ImagesOf(int classId) => images.AsSpan(starts[classId]..starts[classId + 1]);

    private static int[] StartsOf(ResultRows<TRow> source, int classes)
    {
        var starts = new int[classes + 1];
        foreach (ref readonly var row in source.All)
        {
            starts[row.Class + 1]++;
        }

        for (var id = 0; id < classes; id++)
        {
            starts[id + 1] += starts[id];
        }

        return starts;
    }

    private void Distribute(ResultRows<TRow> source, ReadOnlySpan<int> imageOrder)
    {
        var next = starts.AsSpan().ToArray();
        for (var place = 0; place < imageOrder.Length; place++)
        {
            var (start, end) = source.RangeOf(imageOrder[place]);
            foreach (ref readonly var row in source.All[start..end])
            {
                var position = next[row.Class]++;
                (rows[position], images[position]) = (row, place);
            }
        }
    }

    private void Sort(int start, int end)
    {
        var (unsorted, unsortedImages) = (rows[start..end], images[start..end]);
        var (keys, indices) = (new double[end - start], new int[end - start]);
        for (var i = 0; i < keys.Length; i++)
        {
            (keys[i], indices[i]) = (-unsorted[i].Score, i);
        }

        StableOrder.Sort(keys, indices);
        for (var i = 0; i < indices.Length; i++)
        {
            (rows[start + i], images[start + i]) = (unsorted[indices[i]], unsortedImages[indices[i]]);
        }
    }
}
