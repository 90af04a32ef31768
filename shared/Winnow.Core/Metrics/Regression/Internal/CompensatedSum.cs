namespace Winnow.Core.Metrics.Regression.Internal;

/// <summary>A sum that carries its rounding error along (A. Neumaier, 1974).</summary>
internal struct CompensatedSum
{
    private double sum;
    private double lost;

    public readonly double Value => sum + lost;

    public void Add(double value)
    {
        var next = sum + value;
        lost += Math.Abs(sum) >= Math.Abs(value) ? sum - next + value : value - next + sum;
        sum = next;
    }
}
