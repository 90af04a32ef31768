namespace Winnow.Core.Metrics.Classification;

/// <summary>One class, one against the rest. A ratio whose denominator is 0 is 0 (scikit-learn's <c>zero_division=0</c>).</summary>
/// <param name="Label">The class.</param>
/// <param name="Precision">Share of the items predicted so that are so; 0 to 1.</param>
/// <param name="Recall">Share of the items that are so that were predicted so; 0 to 1.</param>
/// <param name="F1">Harmonic mean of both; 0 to 1.</param>
/// <param name="Support">Items that are so.</param>
/// <param name="Predicted">Items predicted so.</param>
public sealed record ClassScore(string Label, double Precision, double Recall, double F1, long Support, long Predicted)
{
    /// <summary>The scores of some counts.</summary>
    public static ClassScore Of(string label, ClassCounts counts) => new(
        label, counts.Precision, counts.Recall, counts.F1, counts.Support, counts.Predicted);
}
