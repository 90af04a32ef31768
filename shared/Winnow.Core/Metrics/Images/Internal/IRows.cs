namespace Winnow.Core.Metrics.Images.Internal;

/// <summary>Rows of numbers that can be copied out block by block.</summary>
internal interface IRows
{
    int Count { get; }

    int Dimensions { get; }

    /// <summary>Copies rows into a block whose rows have the padded length; the padding is not touched.</summary>
    void Copy(int first, int count, Span<double> block);
}
