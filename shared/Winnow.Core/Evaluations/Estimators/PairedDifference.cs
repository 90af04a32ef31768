using Winnow.Core.Statistics;

namespace Winnow.Core.Evaluations.Estimators;

/// <summary>A metric of two runs over the same items.</summary>
/// <param name="Baseline">Of the baseline.</param>
/// <param name="Candidate">Of the candidate.</param>
/// <param name="Interval">Paired interval of candidate − baseline; null where there is none.</param>
/// <param name="PValue">By randomisation; null for metrics that outputs cannot be swapped in.</param>
public sealed record PairedDifference(double Baseline, double Candidate, Interval? Interval, double? PValue)
{
    internal static PairedDifference? Of(PairedComparison? compared) =>
        compared is null ? null : new(compared.Baseline, compared.Candidate, compared.Interval, compared.RandomizationPValue);
}
