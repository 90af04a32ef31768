namespace Winnow.Core.PseudoLabels;

/// <summary>What one model said about one item, with numbers that say how often it is right.</summary>
/// <param name="Said">Its class, or its text.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Probabilities">Per class, in the order of the model's classes; empty when it gives none.</param>
public sealed record CalibratedAnswer(string Said, double Confidence, ReadOnlyMemory<double> Probabilities);
