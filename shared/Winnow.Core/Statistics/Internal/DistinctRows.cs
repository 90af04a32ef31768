using System.Runtime.InteropServices;

namespace Winnow.Core.Statistics.Internal;

/// <summary>The different rows of a matrix with how often each is there, when they are so few that drawing their counts is cheaper than drawing rows.</summary>
/// <param name="First">Where each stands first.</param>
/// <param name="Times">How often it is there.</param>
internal sealed record DistinctRows(int[] First, long[] Times)
{
    /// <summary>A binomial draw costs about as much as this many draws of a row.</summary>
    private const int RowsPerDraw = 32;

    public static DistinctRows? Find(double[] rows, int dimension)
    {
        var count = rows.Length / dimension;
        var limit = count / RowsPerDraw;
        var ids = new Dictionary<int, int>(new RowComparer(rows, dimension));
        var (first, times) = (new List<int>(), new List<long>());
        for (var i = 0; i < count; i++)
        {
            ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(ids, i, out var isKnown);
            if (isKnown)
            {
                times[id]++;
                continue;
            }

            if (first.Count >= limit)
            {
                return null;
            }

            id = first.Count;
            first.Add(i);
            times.Add(1);
        }

        return new([.. first], [.. times]);
    }

    private sealed class RowComparer(double[] rows, int dimension) : IEqualityComparer<int>
    {
        public bool Equals(int x, int y) => Bytes(x).SequenceEqual(Bytes(y));

        public int GetHashCode(int row)
        {
            var hash = default(HashCode);
            hash.AddBytes(Bytes(row));
            return hash.ToHashCode();
        }

        private ReadOnlySpan<byte> Bytes(int row) => MemoryMarshal.AsBytes(rows.AsSpan(row * dimension, dimension));
    }
}
