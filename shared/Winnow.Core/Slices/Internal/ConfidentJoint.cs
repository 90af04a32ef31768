namespace Winnow.Core.Slices.Internal;

/// <summary>Second pass of confident learning: counts of annotated against confidently guessed classes.</summary>
/// <remarks>
/// An item is guessed to be of the only class whose threshold its probability reaches (within 10⁻⁶); of the most probable class when there are several
/// (ties: the first); of none when there is none. Northcutt et al. 2021, section 3.1; as cleanlab 2.9.
/// </remarks>
/// <param name="thresholds">Of all items: <see cref="ConfidenceThresholds"/>.</param>
internal sealed class ConfidentJoint(double[] thresholds)
{
    private readonly long[] items = new long[thresholds.Length];
    private readonly long[,] counts = new long[thresholds.Length, thresholds.Length];

    /// <summary>Items per annotated class, guessed or not.</summary>
    public IReadOnlyList<long> Items => items;

    /// <summary>Items of an annotated class that are guessed to be of a class.</summary>
    public long this[int label, int guess] => counts[label, guess];

    public void Add(int label, ReadOnlySpan<double> probabilities)
    {
        items[label]++;
        if (Guess(probabilities) is { } guess)
        {
            counts[label, guess]++;
        }
    }

    /// <summary>Estimated counts by annotated (first index) and true class of all items: the confident counts, each row scaled to the items of its class.</summary>
    /// <remarks>At least one item of each class counts as rightly annotated. Rounded, in exact arithmetic, so that the sums of rows are kept.</remarks>
    public long[][] GetCalibrated()
    {
        var rows = new long[items.Length][];
        for (var label = 0; label < rows.Length; label++)
        {
            var row = new long[items.Length];
            for (var guess = 0; guess < row.Length; guess++)
            {
                row[guess] = guess == label ? Math.Max(1, counts[label, guess]) : counts[label, guess];
            }

            rows[label] = CountRounding.Scale(row, items[label]);
        }

        return rows;
    }

    private int? Guess(ReadOnlySpan<double> probabilities)
    {
        var (confident, first) = (0, -1);
        for (var i = 0; i < probabilities.Length; i++)
        {
            if (probabilities[i] >= thresholds[i] - Probabilities.Slack)
            {
                first = confident++ == 0 ? i : first;
            }
        }

        return confident == 0 ? null : confident == 1 ? first : Probabilities.Greatest(probabilities);
    }
}
