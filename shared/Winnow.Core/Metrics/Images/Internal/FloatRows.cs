namespace Winnow.Core.Metrics.Images.Internal;

/// <summary>Vectors of images.</summary>
internal sealed class FloatRows(IReadOnlyList<float[]> vectors) : IRows
{
    public int Count => vectors.Count;

    public int Dimensions { get; } = vectors.Count == 0 ? 0 : vectors[0].Length;

    public void Copy(int first, int count, Span<double> block)
    {
        var stride = Tiles.Stride(Dimensions);
        for (var row = 0; row < count; row++)
        {
            ReadOnlySpan<float> from = vectors[first + row];
            var to = block.Slice(row * stride, Dimensions);
            for (var d = 0; d < to.Length; d++)
            {
                to[d] = from[d];
            }
        }
    }

    /// <summary>Some of the vectors.</summary>
    public FloatRows Take(ReadOnlySpan<int> indices)
    {
        var taken = new float[indices.Length][];
        for (var i = 0; i < taken.Length; i++)
        {
            taken[i] = vectors[indices[i]];
        }

        return new(taken);
    }
}
