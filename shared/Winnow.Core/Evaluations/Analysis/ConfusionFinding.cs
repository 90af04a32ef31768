namespace Winnow.Core.Evaluations.Analysis;

/// <summary>A class that is taken for another one more often than mistakes fall there by chance.</summary>
/// <param name="Truth">The class.</param>
/// <param name="Predicted">What it is taken for.</param>
/// <param name="Count">How often.</param>
/// <param name="Share">Share of the items of the class.</param>
/// <param name="Lift">How many times as often as if its mistakes spread evenly over all other classes.</param>
/// <param name="PValue">One-sided, before correction.</param>
/// <param name="Adjusted">After Benjamini–Hochberg over all pairs.</param>
/// <param name="Worst">Its most confident items.</param>
public sealed record ConfusionFinding(
    string Truth, string Predicted, long Count, double Share, double Lift, double PValue, double Adjusted, IReadOnlyList<ReportItem> Worst);
