namespace Winnow.Core.Slices;

/// <summary>Items of one annotated class that a model confidently holds to be of another, or of the same.</summary>
/// <param name="Label">Index of the annotated class.</param>
/// <param name="Guess">Index of the class that they are held to be of.</param>
/// <param name="Count">How many there are.</param>
public sealed record JointCell(int Label, int Guess, long Count);
