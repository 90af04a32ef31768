using System.Text.Json.Serialization;
using Winnow.Core.Slices.Internal;

namespace Winnow.Core.Slices;

/// <summary>Second pass of confident learning: counts of annotated against confidently guessed classes.</summary>
/// <remarks>
/// An item is guessed to be of the only class whose threshold its probability reaches (within 10⁻⁶); of the most probable class when there are several
/// (ties: the first); of none when there is none. Northcutt et al. 2021, section 3.1; as cleanlab 2.9. Merging is exact, in any order.
/// Memory: 8 bytes per pair of classes.
/// </remarks>
public sealed class ConfidentJoint
{
    private readonly double[] thresholds;
    private readonly long[] items;
    private readonly long[,] counts;

    /// <param name="thresholds">Of all items: <see cref="ConfidenceThresholds.GetThresholds"/>.</param>
    public ConfidentJoint(IReadOnlyList<double> thresholds)
        : this(thresholds, new long[thresholds.Count], [])
    {
    }

    /// <summary>Continues from serialised counts.</summary>
    [JsonConstructor]
    public ConfidentJoint(IReadOnlyList<double> thresholds, IReadOnlyList<long> items, IReadOnlyList<JointCell> cells)
    {
        Probabilities.CheckClasses(thresholds.Count);
        (this.thresholds, this.items) = ([.. thresholds], [.. items]);
        counts = new long[this.thresholds.Length, this.thresholds.Length];
        foreach (var cell in cells)
        {
            counts[cell.Label, cell.Guess] = cell.Count;
        }
    }

    public IReadOnlyList<double> Thresholds => thresholds;

    /// <summary>Items per annotated class, guessed or not.</summary>
    public IReadOnlyList<long> Items => items;

    /// <summary>The counts that are not 0.</summary>
    public IReadOnlyList<JointCell> Cells
    {
        get
        {
            var cells = new List<JointCell>();
            for (var label = 0; label < items.Length; label++)
            {
                for (var guess = 0; guess < items.Length; guess++)
                {
                    if (counts[label, guess] > 0)
                    {
                        cells.Add(new(label, guess, counts[label, guess]));
                    }
                }
            }

            return cells;
        }
    }

    /// <returns>The guessed class, or null.</returns>
    /// <inheritdoc cref="ConfidenceThresholds.Add"/>
    public int? Add(int label, ReadOnlySpan<double> probabilities)
    {
        Probabilities.Check(label, probabilities, items.Length);
        items[label]++;
        var guess = Guess(probabilities, thresholds);
        if (guess is { } found)
        {
            counts[label, found]++;
        }

        return guess;
    }

    /// <exception cref="ArgumentException">The thresholds differ.</exception>
    public void Merge(ConfidentJoint other)
    {
        if (!other.thresholds.AsSpan().SequenceEqual(thresholds))
        {
            throw new ArgumentException("Counts by different thresholds cannot be merged.", nameof(other));
        }

        for (var label = 0; label < items.Length; label++)
        {
            items[label] += other.items[label];
            for (var guess = 0; guess < items.Length; guess++)
            {
                counts[label, guess] += other.counts[label, guess];
            }
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

    internal static int? Guess(ReadOnlySpan<double> probabilities, ReadOnlySpan<double> thresholds)
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
