namespace Winnow.Core.Metrics.Classification;

/// <summary>Sums over the items of <see cref="ProbabilityAccumulator"/>, exact in any order.</summary>
/// <param name="Items">How many items.</param>
/// <param name="LogLoss">Sum of their log losses in units of 10⁻¹⁵.</param>
/// <param name="Brier">Sum of their Brier scores in units of 10⁻¹⁵.</param>
public readonly record struct ProbabilitySums(long Items, Int128 LogLoss, Int128 Brier)
{
    public static ProbabilitySums operator +(ProbabilitySums left, ProbabilitySums right) => new(
        left.Items + right.Items, left.LogLoss + right.LogLoss, left.Brier + right.Brier);

    public static ProbabilitySums Add(ProbabilitySums left, ProbabilitySums right) => left + right;
}
