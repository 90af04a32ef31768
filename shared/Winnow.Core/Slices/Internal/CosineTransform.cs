namespace Winnow.Core.Slices.Internal;

/// <summary>The two-dimensional cosine transform (DCT-II, not normalised) of 32 × 32 pixels, as far as its 8 × 8 lowest frequencies.</summary>
internal static class CosineTransform
{
    private const int Size = PerceptualHash.PHashSize;
    private const int Frequencies = 8;
    private static readonly double[] s_cosines = Cosines();

    /// <param name="pixels">Row by row.</param>
    /// <param name="values">Is filled: vertical frequency by horizontal frequency.</param>
    public static void Lowest(ReadOnlySpan<byte> pixels, Span<double> values)
    {
        Span<double> columns = stackalloc double[Frequencies * Size];
        for (var frequency = 0; frequency < Frequencies; frequency++)
        {
            for (var x = 0; x < Size; x++)
            {
                var sum = 0.0;
                for (var y = 0; y < Size; y++)
                {
                    sum += pixels[(y * Size) + x] * s_cosines[(frequency * Size) + y];
                }

                columns[(frequency * Size) + x] = sum;
            }
        }

        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Product(columns.Slice(i / Frequencies * Size, Size), s_cosines.AsSpan(i % Frequencies * Size, Size));
        }
    }

    private static double Product(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
        {
            sum += one[i] * other[i];
        }

        return sum;
    }

    private static double[] Cosines()
    {
        var cosines = new double[Frequencies * Size];
        for (var i = 0; i < cosines.Length; i++)
        {
            cosines[i] = Math.Cos(Math.PI * (i / Size) * ((2 * (i % Size)) + 1) / (2 * Size));
        }

        return cosines;
    }
}
