namespace Winnow.Core.Statistics.Internal;

/// <summary>Checks of what comes in.</summary>
internal static class Shapes
{
    /// <exception cref="ArgumentException">The values are not whole vectors.</exception>
    public static int CountItems(int values, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        return values % dimension == 0
            ? values / dimension
            : throw new ArgumentException($"{values} values are not whole vectors of {dimension}.", nameof(values));
    }

    /// <exception cref="ArgumentException">A count is negative.</exception>
    public static ReadOnlySpan<long> NotNegative(ReadOnlySpan<long> counts)
    {
        foreach (var count in counts)
        {
            if (count < 0)
            {
                throw new ArgumentException($"A cell has the count {count}; the least is 0.", nameof(counts));
            }
        }

        return counts;
    }

    /// <summary>Rows of two matrices side by side.</summary>
    public static double[] SideBySide(ReadOnlySpan<double> left, ReadOnlySpan<double> right, int dimension)
    {
        var both = new double[left.Length + right.Length];
        for (var at = 0; at < left.Length; at += dimension)
        {
            left.Slice(at, dimension).CopyTo(both.AsSpan(2 * at));
            right.Slice(at, dimension).CopyTo(both.AsSpan((2 * at) + dimension));
        }

        return both;
    }

    /// <exception cref="ArgumentException">The two runs are not over the same number of items.</exception>
    public static void SameItems(int baseline, int candidate)
    {
        if (baseline != candidate)
        {
            throw new ArgumentException(
                $"The baseline has {baseline} values, the candidate {candidate}: a paired test needs the same items.", nameof(candidate));
        }
    }
}
