namespace Winnow.Core.Metrics.Images.Internal;

/// <summary>The rows of a matrix.</summary>
internal sealed class MatrixRows(double[] values, int count, int dimensions) : IRows
{
    public int Count => count;

    public int Dimensions => dimensions;

    public double[] Values => values;

    public void Copy(int first, int count, Span<double> block)
    {
        var stride = Tiles.Stride(dimensions);
        for (var row = 0; row < count; row++)
        {
            values.AsSpan((first + row) * dimensions, dimensions).CopyTo(block[(row * stride)..]);
        }
    }

    /// <summary>The product of this matrix and the transpose of another.</summary>
    public MatrixRows TimesTransposed(MatrixRows other)
    {
        var product = new double[count * other.Count];
        PairBlocks.Visit<InnerProduct>(this, other, isUpperOnly: false, (in block) =>
        {
            for (var row = 0; row < block.Rows; row++)
            {
                block.Row(row).CopyTo(product.AsSpan(((block.FirstRow + row) * other.Count) + block.FirstColumn));
            }
        });
        return new(product, count, other.Count);
    }
}
