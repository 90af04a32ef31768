namespace Winnow.Core.PseudoLabels;

/// <summary>The answer for one annotated item: its score, and whether it is right.</summary>
/// <param name="Score">0 to 1.</param>
/// <param name="IsRight">Whether it is what people said.</param>
public readonly record struct ScoredAnswer(double Score, bool IsRight);
