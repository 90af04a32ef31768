namespace Winnow.Core.Metrics.Classification;

/// <summary>What the scores of one class against the rest are computed from.</summary>
/// <remarks>A ratio whose denominator is 0 is 0 (scikit-learn's <c>zero_division=0</c>).</remarks>
/// <param name="Hits">Items that are so and were predicted so.</param>
/// <param name="Support">Items that are so.</param>
/// <param name="Predicted">Items predicted so.</param>
public readonly record struct ClassCounts(long Hits, long Support, long Predicted)
{
    public double Precision => Ratio(Hits, Predicted);

    public double Recall => Ratio(Hits, Support);

    public double F1 => Ratio(2 * Hits, Support + Predicted);

    /// <summary>Intersection over union of the items that are so and those predicted so.</summary>
    public double Jaccard => Ratio(Hits, Support + Predicted - Hits);

    /// <summary>Neither true nor predicted of any item.</summary>
    public bool IsAbsent => Support == 0 && Predicted == 0;

    public static ClassCounts operator +(ClassCounts left, ClassCounts right) => new(
        left.Hits + right.Hits, left.Support + right.Support, left.Predicted + right.Predicted);

    public static ClassCounts Add(ClassCounts left, ClassCounts right) => left + right;

    public double Get(ClassRatio ratio) => ratio switch
    {
        ClassRatio.Precision => Precision,
        ClassRatio.Recall => Recall,
        ClassRatio.F1 => F1,
        _ => throw new ArgumentOutOfRangeException(nameof(ratio), ratio, "This ratio is not defined."),
    };

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
