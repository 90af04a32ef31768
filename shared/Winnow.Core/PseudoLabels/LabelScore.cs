namespace Winnow.Core.PseudoLabels;

/// <summary>A class with its probability.</summary>
/// <param name="Label">The class.</param>
/// <param name="Probability">0 to 1.</param>
public sealed record LabelScore(string Label, double Probability);
