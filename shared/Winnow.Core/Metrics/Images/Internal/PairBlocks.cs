using System.Buffers;

namespace Winnow.Core.Metrics.Images.Internal;

/// <summary>Goes through all pairs of two sets of rows, block by block, on all cores.</summary>
/// <remarks>Memory: two blocks of 64 rows for every core. Which core takes which rows changes nothing in the numbers.</remarks>
internal static class PairBlocks
{
    public delegate void Visitor(in PairBlock block);

    /// <param name="left">Rows.</param>
    /// <param name="right">Columns.</param>
    /// <param name="isUpperOnly">Leaves out blocks below the diagonal, for a set and itself.</param>
    /// <param name="visitor">Called for blocks of the same rows one after the other, from left to right; for different rows at the same time.</param>
    public static void Visit<T>(IRows left, IRows right, bool isUpperOnly, Visitor visitor)
        where T : struct, IPairOperation =>
        Parallel.For(0, (left.Count + Tiles.Rows - 1) / Tiles.Rows, block => VisitRows<T>(left, right, block * Tiles.Rows, isUpperOnly, visitor));

    private static void VisitRows<T>(IRows left, IRows right, int firstRow, bool isUpperOnly, Visitor visitor)
        where T : struct, IPairOperation
    {
        var stride = Tiles.Stride(left.Dimensions);
        var (x, y, result) = (Rent(Tiles.Rows * stride), Rent(Tiles.Rows * stride), Rent(Tiles.Rows * Tiles.Rows));
        var rows = Math.Min(Tiles.Rows, left.Count - firstRow);
        left.Copy(firstRow, rows, x);
        for (var firstColumn = isUpperOnly ? firstRow : 0; firstColumn < right.Count; firstColumn += Tiles.Rows)
        {
            var columns = Math.Min(Tiles.Rows, right.Count - firstColumn);
            right.Copy(firstColumn, columns, y);
            Tiles.Compute<T>(x, y, stride, rows, columns, result);
            visitor(new PairBlock(firstRow, firstColumn, rows, columns, result));
        }

        ArrayPool<double>.Shared.Return(x);
        ArrayPool<double>.Shared.Return(y);
        ArrayPool<double>.Shared.Return(result);
    }

    private static double[] Rent(int length)
    {
        var array = ArrayPool<double>.Shared.Rent(length);
        array.AsSpan(0, length).Clear();
        return array;
    }
}
