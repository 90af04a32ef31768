namespace Winnow.Core.Metrics.Classification;

/// <summary>How good the probabilities of one item are.</summary>
/// <param name="LogLoss">−ln of the probability of the true class, after clipping; 0 to about 36.</param>
/// <param name="Brier">Sum of squared differences from the truth; 0 to 2.</param>
/// <param name="Rank">Place of the true class among the probabilities, from 1; of equal probabilities the class that is later in the list is first.</param>
public readonly record struct ProbabilityResult(double LogLoss, double Brier, int Rank);
