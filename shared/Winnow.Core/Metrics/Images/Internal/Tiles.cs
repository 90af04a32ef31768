using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Winnow.Core.Metrics.Images.Internal;

/// <summary>An operation on all pairs of rows of two blocks: what matrix products and distances are made of.</summary>
/// <remarks>Eight sums at a time stay in registers; a block's rows stay in the second cache.</remarks>
internal static class Tiles
{
    /// <summary>Rows of a block.</summary>
    public const int Rows = 64;

    private const int Tall = 2;
    private const int Wide = 4;

    /// <summary>Length of a row in a block: padded with zeros to whole vectors.</summary>
    public static int Stride(int dimensions) => (dimensions + 3) / 4 * 4;

    /// <param name="left">A block of rows.</param>
    /// <param name="right">Another.</param>
    /// <param name="stride">Length of a row.</param>
    /// <param name="rows">Rows that matter of the first block.</param>
    /// <param name="columns">Rows that matter of the second.</param>
    /// <param name="result">64 numbers for every row of the first block; those past what matters are meaningless.</param>
    public static void Compute<T>(ReadOnlySpan<double> left, ReadOnlySpan<double> right, int stride, int rows, int columns, Span<double> result)
        where T : struct, IPairOperation
    {
        for (var row = 0; row < rows; row += Tall)
        {
            for (var column = 0; column < columns; column += Wide)
            {
                Tile<T>(left.Slice(row * stride, Tall * stride), right.Slice(column * stride, Wide * stride), stride, result[((row * Rows) + column)..]);
            }
        }
    }

    private static void Tile<T>(ReadOnlySpan<double> left, ReadOnlySpan<double> right, int stride, Span<double> result)
        where T : struct, IPairOperation
    {
        ref var x = ref MemoryMarshal.GetReference(left);
        ref var y = ref MemoryMarshal.GetReference(right);
        Vector256<double> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
        for (var k = 0; k < stride; k += 4)
        {
            var (first, second) = (Vector256.LoadUnsafe(ref x, (nuint)k), Vector256.LoadUnsafe(ref x, (nuint)(stride + k)));
            var column = Vector256.LoadUnsafe(ref y, (nuint)k);
            (a0, b0) = (T.Add(a0, first, column), T.Add(b0, second, column));
            column = Vector256.LoadUnsafe(ref y, (nuint)(stride + k));
            (a1, b1) = (T.Add(a1, first, column), T.Add(b1, second, column));
            column = Vector256.LoadUnsafe(ref y, (nuint)((2 * stride) + k));
            (a2, b2) = (T.Add(a2, first, column), T.Add(b2, second, column));
            column = Vector256.LoadUnsafe(ref y, (nuint)((3 * stride) + k));
            (a3, b3) = (T.Add(a3, first, column), T.Add(b3, second, column));
        }

        Store(result, Vector256.Sum(a0), Vector256.Sum(a1), Vector256.Sum(a2), Vector256.Sum(a3));
        Store(result[Rows..], Vector256.Sum(b0), Vector256.Sum(b1), Vector256.Sum(b2), Vector256.Sum(b3));
    }

    private static void Store(Span<double> result, double first, double second, double third, double fourth) =>
        (result[0], result[1], result[2], result[3]) = (first, second, third, fourth);
}
