namespace Winnow.Core.Metrics.Classification;

/// <summary>Hits, support and predictions of every class: all that <see cref="ConfusionMetrics"/> needs of a confusion matrix.</summary>
/// <remarks>
/// 24 bytes per class, reusable: a bootstrap clears it and adds the cells of the next resample, in time proportional to classes and cells and
/// without garbage. Counts are whole; the order of cells does not matter.
/// </remarks>
public sealed class ConfusionMargins
{
    private readonly ClassCounts[] counts;

    /// <param name="classes">How many classes there are; 0 or more.</param>
    public ConfusionMargins(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(classes);
        counts = new ClassCounts[classes];
    }

    /// <summary>By number of the class.</summary>
    public ReadOnlySpan<ClassCounts> Classes => counts;

    public long Items { get; private set; }

    public long Correct { get; private set; }

    /// <summary>The margins of some cells.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A cell names a class beyond <paramref name="classes"/>, or its count is negative.</exception>
    public static ConfusionMargins Of(ReadOnlySpan<ConfusionCount> cells, int classes)
    {
        var margins = new ConfusionMargins(classes);
        margins.Add(cells);
        return margins;
    }

    /// <summary>Forgets all counts.</summary>
    public void Clear()
    {
        Array.Clear(counts);
        (Items, Correct) = (0, 0);
    }

    /// <summary>Adds cells; a cell may be given in parts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A cell names a class that is not there, or its count is negative.</exception>
    public void Add(ReadOnlySpan<ConfusionCount> cells)
    {
        foreach (var (truth, predicted, count) in cells)
        {
            Add(truth, predicted, count);
        }
    }

    /// <summary>Adds <paramref name="count"/> items of one cell.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A class is not there, or the count is negative.</exception>
    public void Add(int truth, int predicted, long count)
    {
        CheckClass(truth, nameof(truth));
        CheckClass(predicted, nameof(predicted));
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var hits = truth == predicted ? count : 0;
        counts[truth] += new ClassCounts(hits, count, 0);
        counts[predicted] += new ClassCounts(0, 0, count);
        Items += count;
        Correct += hits;
    }

    private void CheckClass(int number, string name)
    {
        if ((uint)number >= (uint)counts.Length)
        {
            throw new ArgumentOutOfRangeException(name, number, $"There are {counts.Length} classes, numbered from 0.");
        }
    }
}
