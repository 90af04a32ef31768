namespace Winnow.Core.Statistics;

/// <summary>Two runs over the same items, compared.</summary>
/// <param name="Baseline">The statistic of the baseline.</param>
/// <param name="Candidate">That of the candidate.</param>
/// <param name="Interval">Interval of the difference by the paired bootstrap; null where a <see cref="Bootstrap"/> has none.</param>
/// <param name="BootstrapPValue">Two-sided p-value of the paired bootstrap; null where there is no interval.</param>
/// <param name="RandomizationPValue">Two-sided p-value of (approximate) randomisation: the one to trust for small numbers of items.</param>
/// <param name="Method">How the p-values were computed, with every choice in it.</param>
public sealed record PairedComparison(
    double Baseline, double Candidate, Interval? Interval, double? BootstrapPValue, double RandomizationPValue, string Method)
{
    /// <summary>Candidate − baseline.</summary>
    public double Difference => Candidate - Baseline;
}
