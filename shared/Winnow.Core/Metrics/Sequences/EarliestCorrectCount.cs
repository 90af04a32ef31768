namespace Winnow.Core.Metrics.Sequences;

/// <summary>How many sequences of one length have one earliest correct step.</summary>
/// <param name="Step">The first step, from 1, from which the class stays right until the end.</param>
/// <param name="Length">Time steps of the sequence.</param>
/// <param name="Count">How many.</param>
public sealed record EarliestCorrectCount(int Step, int Length, long Count);
