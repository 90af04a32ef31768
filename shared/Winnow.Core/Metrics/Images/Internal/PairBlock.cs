namespace Winnow.Core.Metrics.Images.Internal;

/// <summary>Numbers of the pairs of some rows of one set and some rows (the columns) of another.</summary>
internal readonly ref struct PairBlock(int firstRow, int firstColumn, int rows, int columns, ReadOnlySpan<double> values)
{
    private readonly ReadOnlySpan<double> values = values;

    public int FirstRow { get; } = firstRow;

    public int FirstColumn { get; } = firstColumn;

    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    public ReadOnlySpan<double> Row(int row) => values.Slice(row * Tiles.Rows, Columns);
}
