using System.Numerics;

namespace Winnow.Core.Slices.Internal;

/// <summary>The errors of all items, summed over those of a slice.</summary>
internal sealed class ErrorVector
{
    private readonly double[] errors;
    private readonly double[] squares;
    private readonly ulong[] wrong;

    public ErrorVector(ReadOnlySpan<double> errors)
    {
        this.errors = errors.ToArray();
        squares = new double[errors.Length];
        wrong = new ulong[(errors.Length + 63) / 64];
        Words = wrong.Length;
        All = SumAll();
    }

    public int Words { get; }

    /// <summary>Whether all errors are 0 or 1.</summary>
    public bool IsBinary { get; private set; }

    /// <summary>Of all items.</summary>
    public SliceSums All { get; }

    public double Mean { get; private set; }

    public double this[int item] => errors[item];

    /// <summary>Sums over the items that are in both bitmaps; nothing is summed when these are fewer than <paramref name="minSupport"/>.</summary>
    public SliceSums Sum(ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> other, int minSupport)
    {
        var items = Count(one, other);
        return items < minSupport ? new(items, 0, 0, 0) : IsBinary ? SumBinary(one, other, items) : SumReal(one, other, items);
    }

    /// <summary>Sums over some items, each of which is there once.</summary>
    public SliceSums Sum(ReadOnlySpan<int> items)
    {
        var (sum, square, max) = (0.0, 0.0, 0.0);
        foreach (var item in items)
        {
            sum += errors[item];
            square += squares[item];
            max = Math.Max(max, errors[item]);
        }

        return new(items.Length, sum, square, max);
    }

    private static int Count(ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> other)
    {
        var items = 0;
        for (var i = 0; i < one.Length && i < other.Length; i++)
        {
            items += BitOperations.PopCount(one[i] & other[i]);
        }

        return items;
    }

    private SliceSums SumBinary(ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> other, int items)
    {
        var hits = 0;
        for (var i = 0; i < one.Length && i < other.Length; i++)
        {
            hits += BitOperations.PopCount(one[i] & other[i] & wrong[i]);
        }

        return new(items, hits, (hits * (1 - Mean) * (1 - Mean)) + ((items - hits) * Mean * Mean), hits > 0 ? 1 : 0);
    }

    private SliceSums SumReal(ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> other, int items)
    {
        var (sum, square, max) = (0.0, 0.0, 0.0);
        for (var i = 0; i < one.Length && i < other.Length; i++)
        {
            for (var bits = one[i] & other[i]; bits != 0; bits &= bits - 1)
            {
                var item = (i << 6) | BitOperations.TrailingZeroCount(bits);
                var error = errors[item];
                sum += error;
                square += squares[item];
                max = Math.Max(max, error);
            }
        }

        return new(items, sum, square, max);
    }

    private SliceSums SumAll()
    {
        var (sum, square, max) = (0.0, 0.0, 0.0);
        IsBinary = true;
        for (var i = 0; i < errors.Length; i++)
        {
            var error = errors[i];
            if (!(error >= 0 && double.IsFinite(error)))
            {
                throw new ArgumentException($"An error is finite and at least 0; that of item {i} is {error}.", nameof(errors));
            }

            sum += error;
            max = Math.Max(max, error);
            IsBinary &= error is 0 or 1;
            wrong[i >> 6] |= error > 0 ? 1UL << (i & 63) : 0;
        }

        Mean = errors.Length == 0 ? 0 : sum / errors.Length;
        for (var i = 0; i < errors.Length; i++)
        {
            squares[i] = (errors[i] - Mean) * (errors[i] - Mean);
            square += squares[i];
        }

        return new(errors.Length, sum, square, max);
    }
}
