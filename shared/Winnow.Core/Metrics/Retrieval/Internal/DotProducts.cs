using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Winnow.Core.Metrics.Retrieval.Internal;

/// <summary>Dot products of a few vectors with one.</summary>
/// <remarks>
/// Always eight partial sums per product, multiplied and added without fusing, and summed in one order: a product does not depend on which vectors are
/// computed beside it, nor on the machine.
/// </remarks>
internal static class DotProducts
{
    public const int Lanes = 8;

    /// <summary>How many vectors are computed at once.</summary>
    public const int Rows = 4;

    /// <param name="rows">Vectors, <see cref="Rows"/> of them.</param>
    /// <param name="vector">Another, as long as they are: a multiple of <see cref="Lanes"/>.</param>
    public static (float First, float Second, float Third, float Fourth) Of(ReadOnlySpan<float[]> rows, float[] vector)
    {
        var blocks = Blocks(vector);
        var first = Blocks(rows[0]);
        var second = Blocks(rows[1]);
        var third = Blocks(rows[2]);
        var fourth = Blocks(rows[3]);
        var (a, b, c, d) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        for (var i = 0; i < blocks.Length; i++)
        {
            a += first[i] * blocks[i];
            b += second[i] * blocks[i];
            c += third[i] * blocks[i];
            d += fourth[i] * blocks[i];
        }

        return (Sum(a), Sum(b), Sum(c), Sum(d));
    }

    private static ReadOnlySpan<Vector256<float>> Blocks(float[] vector) => MemoryMarshal.Cast<float, Vector256<float>>(vector);

    private static float Sum(Vector256<float> parts)
    {
        var four = parts.GetLower() + parts.GetUpper();
        return four[0] + four[2] + (four[1] + four[3]);
    }
}
