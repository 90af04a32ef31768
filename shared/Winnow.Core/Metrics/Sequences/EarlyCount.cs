namespace Winnow.Core.Metrics.Sequences;

/// <summary>How many sequences were right when a part of each had been seen.</summary>
/// <param name="Percent">The part, 1 to 100.</param>
/// <param name="Correct">How many were right.</param>
public sealed record EarlyCount(int Percent, long Correct);
