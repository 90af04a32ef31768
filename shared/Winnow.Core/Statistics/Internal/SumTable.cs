using System.Buffers;

namespace Winnow.Core.Statistics.Internal;

/// <summary>One vector of every unit, whose sum over drawn units a statistic is computed from.</summary>
/// <remarks>
/// Groups are summed up when the table is made. Kept as columns; rows that repeat often are kept once, with their number, and their counts are drawn
/// instead. Memory: 8 bytes for every unit and dimension.
/// </remarks>
internal sealed class SumTable
{
    private readonly double[][] columns;
    private readonly long[]? times;
    private readonly int rows;

    private SumTable(double[] values, int dimension)
    {
        Units = values.Length / dimension;
        var distinct = DistinctRows.Find(values, dimension);
        (times, rows) = (distinct?.Times, distinct?.First.Length ?? Units);
        columns = new double[dimension][];
        for (var d = 0; d < dimension; d++)
        {
            columns[d] = new double[ColumnMath.Padded(rows)];
            for (var row = 0; row < rows; row++)
            {
                columns[d][row] = values[((distinct?.First[row] ?? row) * dimension) + d];
            }
        }
    }

    public int Units { get; }

    public int Dimension => columns.Length;

    /// <summary>Rows that are kept: one for every unit, or one for every value.</summary>
    public int Rows => rows;

    /// <param name="values">Vectors of items, one after the other.</param>
    /// <param name="dimension">Length of a vector.</param>
    /// <param name="groups">The unit of every item.</param>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static SumTable Of(ReadOnlySpan<double> values, int dimension, GroupIndex groups)
    {
        var sums = new double[groups.Units * dimension];
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException($"Item {i / dimension} has the value {values[i]}; sums need finite numbers.", nameof(values));
            }

            sums[(groups[i / dimension] * dimension) + (i % dimension)] += values[i];
        }

        return new(sums, dimension);
    }

    /// <summary>Of vectors that are those of two runs side by side: the second run less the first, for units where they differ.</summary>
    public SumTable Differences()
    {
        var half = Dimension / 2;
        var values = new List<double>();
        for (var row = 0; row < rows; row++)
        {
            if (Enumerable.Range(0, half).Any(d => columns[d][row] != columns[half + d][row]))
            {
                for (var unit = 0L; unit < TimesOf(row); unit++)
                {
                    values.AddRange(columns.Take(half).Select((column, d) => columns[half + d][row] - column[row]));
                }
            }
        }

        return new([.. values], half);
    }

    /// <summary>How many units have this row.</summary>
    public long TimesOf(int row) => times?[row] ?? 1;

    public void AddRow(int row, double factor, Span<double> sums)
    {
        for (var d = 0; d < columns.Length; d++)
        {
            sums[d] += factor * columns[d][row];
        }
    }

    /// <summary>The sums over all units.</summary>
    public double[] Total()
    {
        var sums = new double[Dimension];
        for (var row = 0; row < rows; row++)
        {
            AddRow(row, TimesOf(row), sums);
        }

        return sums;
    }

    /// <summary>The sums over as many units as there are, drawn with replacement.</summary>
    public void DrawWithReplacement(ref Xoshiro256 random, Span<double> sums)
    {
        if (times is not null)
        {
            DrawCounts(ref random, sums, Multiplicities.Draw);
            return;
        }

        var counts = ArrayPool<int>.Shared.Rent(columns[0].Length);
        counts.AsSpan(rows, columns[0].Length - rows).Clear();
        Multiplicities.Draw(ref random, counts.AsSpan(0, rows));
        for (var d = 0; d < columns.Length; d++)
        {
            sums[d] = ColumnMath.WeightedSum(columns[d], counts.AsSpan(0, columns[d].Length));
        }

        ArrayPool<int>.Shared.Return(counts);
    }

    /// <summary>The sums over units that a fair coin picks.</summary>
    public void DrawHalf(ref Xoshiro256 random, Span<double> sums)
    {
        if (times is not null)
        {
            DrawCounts(ref random, sums, DrawHalves);
            return;
        }

        var words = ArrayPool<ulong>.Shared.Rent(columns[0].Length / ColumnMath.Lanes);
        for (var i = 0; i < columns[0].Length / ColumnMath.Lanes; i++)
        {
            words[i] = random.Next();
        }

        for (var d = 0; d < columns.Length; d++)
        {
            sums[d] = ColumnMath.MaskedSum(columns[d], words);
        }

        ArrayPool<ulong>.Shared.Return(words);
    }

    private static void DrawHalves(ref Xoshiro256 random, ReadOnlySpan<long> times, Span<long> counts)
    {
        for (var row = 0; row < times.Length; row++)
        {
            counts[row] = BinomialSampler.Draw(ref random, times[row], 0.5);
        }
    }

    private void DrawCounts(ref Xoshiro256 random, Span<double> sums, CountSampler sampler)
    {
        var counts = ArrayPool<long>.Shared.Rent(rows);
        sampler(ref random, times, counts.AsSpan(0, rows));
        sums.Clear();
        for (var row = 0; row < rows; row++)
        {
            AddRow(row, counts[row], sums);
        }

        ArrayPool<long>.Shared.Return(counts);
    }

    private delegate void CountSampler(ref Xoshiro256 random, ReadOnlySpan<long> times, Span<long> counts);
}
