namespace Winnow.Core.Slices.Internal;

/// <summary>What a search knows of the errors of some items.</summary>
/// <param name="Items">How many there are.</param>
/// <param name="Sum">Sum of their errors.</param>
/// <param name="Squares">Sum of the squared distances of their errors from the mean of all items: with those, no digits are lost.</param>
/// <param name="Max">Their greatest error.</param>
internal readonly record struct SliceSums(int Items, double Sum, double Squares, double Max)
{
    public double Mean => Sum / Items;

    /// <summary>Σ(e − own mean)².</summary>
    public double SquaresAround(double overall) => Math.Max(0, Squares - (Items * (Mean - overall) * (Mean - overall)));

    /// <summary>The least of each: bounds what a conjunction of the two can have.</summary>
    public SliceSums Least(SliceSums other) =>
        new(Math.Min(Items, other.Items), Math.Min(Sum, other.Sum), 0, Math.Min(Max, other.Max));
}
