namespace Winnow.Core.Slices.Internal;

/// <summary>Items of one annotated class that are estimated to be of another.</summary>
/// <param name="Label">Index of the annotated class.</param>
/// <param name="Guess">Index of the class that they are held to be of.</param>
/// <param name="Count">How many there are.</param>
internal sealed record JointCell(int Label, int Guess, long Count);
