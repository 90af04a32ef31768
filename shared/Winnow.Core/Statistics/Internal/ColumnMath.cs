using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Winnow.Core.Statistics.Internal;

/// <summary>Sums over columns that are padded with zeros to whole words of 64 lanes.</summary>
/// <remarks>Every sum is added up in the same order on every machine, without fused operations: results are equal to the last bit.</remarks>
internal static class ColumnMath
{
    /// <summary>Values that one word of bits picks from.</summary>
    public const int Lanes = 64;

    private static readonly Vector256<ulong> s_bits = Vector256.Create(1UL, 2, 4, 8);

    // 2⁵² as a double: a whole number put into its low bits adds itself, so that subtracting 2⁵² leaves the number as a double.
    private static readonly Vector256<long> s_magic = Vector256.Create(BitConverter.DoubleToInt64Bits(1L << 52));

    public static int Padded(int length) => (length + Lanes - 1) / Lanes * Lanes;

    /// <summary>Σ count · value.</summary>
    public static double WeightedSum(ReadOnlySpan<double> column, ReadOnlySpan<int> counts)
    {
        var values = MemoryMarshal.Cast<double, Vector256<double>>(column);
        var packed = MemoryMarshal.Cast<int, Vector256<int>>(counts);
        var (even, odd) = (Vector256<double>.Zero, Vector256<double>.Zero);
        for (var i = 0; i < packed.Length; i++)
        {
            var (low, high) = Vector256.Widen(packed[i]);
            even += values[2 * i] * ToDouble(low);
            odd += values[(2 * i) + 1] * ToDouble(high);
        }

        return Sum(even + odd);
    }

    /// <summary>Σ of the values whose bit is set.</summary>
    public static double MaskedSum(ReadOnlySpan<double> column, ReadOnlySpan<ulong> words)
    {
        var values = MemoryMarshal.Cast<double, Vector256<ulong>>(column);
        var (even, odd) = (Vector256<double>.Zero, Vector256<double>.Zero);
        for (var i = 0; i < values.Length; i += 2)
        {
            var word = Vector256.Create(words[i / 16] >> (4 * (i % 16)));
            even += (values[i] & Vector256.Equals(word & s_bits, s_bits)).AsDouble();
            word >>>= 4;
            odd += (values[i + 1] & Vector256.Equals(word & s_bits, s_bits)).AsDouble();
        }

        return Sum(even + odd);
    }

    private static double Sum(Vector256<double> lanes) => (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);

    private static Vector256<double> ToDouble(Vector256<long> counts) => (counts | s_magic).AsDouble() - s_magic.AsDouble();
}
