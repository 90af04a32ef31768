namespace Winnow.Core.Slices;

/// <summary>What two runs said of one item.</summary>
/// <param name="Truth">The annotation that the candidate was held against.</param>
/// <param name="Baseline">What the baseline said.</param>
/// <param name="BaselineConfidence">How sure it was.</param>
/// <param name="Candidate">What the candidate said.</param>
/// <param name="CandidateConfidence">How sure it was.</param>
public sealed record ItemChange(string Truth, string Baseline, double BaselineConfidence, string Candidate, double CandidateConfidence);
