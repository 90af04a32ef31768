namespace Winnow.Core.Metrics.Classification.Internal;

/// <summary>Average precision, Σ (Rₙ − Rₙ₋₁) Pₙ.</summary>
internal struct PrecisionSum : IRunSum
{
    private long positives;
    private long items;
    private double sum;

    /// <summary>Null without positives.</summary>
    public readonly double? Value => positives == 0 ? null : sum / positives;

    public void Add(long positive, long negative)
    {
        positives += positive;
        items += positive + negative;
        if (positive > 0)
        {
            sum += positive * ((double)positives / items);
        }
    }
}
