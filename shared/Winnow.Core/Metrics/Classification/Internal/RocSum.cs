namespace Winnow.Core.Metrics.Classification.Internal;

/// <summary>Area under the ROC curve. Exact: pairs are counted in whole numbers.</summary>
internal struct RocSum : IRunSum
{
    private long positives;
    private long negatives;
    private Int128 doubledPairs;

    /// <summary>Null without positives or without negatives.</summary>
    public readonly double? Value => positives == 0 || negatives == 0 ? null : (double)doubledPairs / (2.0 * positives * negatives);

    // A negative loses against every positive above it and half against those beside it.
    public void Add(long positive, long negative)
    {
        doubledPairs += Math.BigMul(negative, (2 * positives) + positive);
        positives += positive;
        negatives += negative;
    }
}
