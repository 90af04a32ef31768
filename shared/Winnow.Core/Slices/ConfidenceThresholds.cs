using System.Text.Json.Serialization;
using Winnow.Core.Slices.Internal;

namespace Winnow.Core.Slices;

/// <summary>First pass of confident learning: per class the mean probability that the model gives it on items annotated with it.</summary>
/// <remarks>
/// C. Northcutt, L. Jiang, I. Chuang, "Confident learning: estimating uncertainty in dataset labels", JAIR 70, 2021, equation 2; as cleanlab 2.9 computes it.
/// Probabilities are summed as whole multiples of 2⁻⁶⁰: merging is exact, in any order. At most 1,000 classes; 24 bytes each.
/// </remarks>
public sealed class ConfidenceThresholds
{
    private const double Unit = 1L << 60;
    private const double AbsentClass = 2;
    private readonly long[] items;
    private readonly Int128[] sums;

    /// <param name="classes">1 to 1,000.</param>
    public ConfidenceThresholds(int classes)
        : this(new long[Math.Max(0, classes)], new Int128[Math.Max(0, classes)])
    {
    }

    /// <summary>Continues from serialised sums.</summary>
    [JsonConstructor]
    public ConfidenceThresholds(IReadOnlyList<long> items, IReadOnlyList<Int128> sums)
    {
        Probabilities.CheckClasses(items.Count);
        (this.items, this.sums) = ([.. items], [.. sums]);
    }

    /// <summary>Items per annotated class.</summary>
    public IReadOnlyList<long> Items => items;

    /// <summary>Sums of probabilities, in units of 2⁻⁶⁰.</summary>
    public IReadOnlyList<Int128> Sums => sums;

    /// <param name="label">Index of the annotated class.</param>
    /// <param name="probabilities">Of each class, 0 to 1, from a model that was not trained on the item.</param>
    /// <exception cref="ArgumentException">There are more or fewer probabilities than classes, or one or the label is out of range.</exception>
    public void Add(int label, ReadOnlySpan<double> probabilities)
    {
        Probabilities.Check(label, probabilities, items.Length);
        items[label]++;
        sums[label] += (Int128)(probabilities[label] * Unit);
    }

    /// <exception cref="ArgumentException">The numbers of classes differ.</exception>
    public void Merge(ConfidenceThresholds other)
    {
        if (other.items.Length != items.Length)
        {
            throw new ArgumentException($"Thresholds of {other.items.Length} classes cannot be merged into those of {items.Length}.", nameof(other));
        }

        for (var i = 0; i < items.Length; i++)
        {
            items[i] += other.items[i];
            sums[i] += other.sums[i];
        }
    }

    /// <summary>Per class its threshold, at least 2·10⁻⁶; 2, which no probability reaches, for a class without items.</summary>
    public IReadOnlyList<double> GetThresholds()
    {
        var thresholds = new double[items.Length];
        for (var i = 0; i < thresholds.Length; i++)
        {
            thresholds[i] = items[i] == 0 ? AbsentClass : Math.Max(2 * Probabilities.Slack, (double)sums[i] / Unit / items[i]);
        }

        return thresholds;
    }
}
