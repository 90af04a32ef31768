namespace Winnow.Core.Metrics.Sequences;

/// <summary>How one sequence was recognised.</summary>
/// <param name="Length">Its time steps.</param>
/// <param name="EarliestCorrectStep">The first step, from 1, from which the class stays right until the end; null when the answer is wrong.</param>
public readonly record struct SequenceResult(int Length, int? EarliestCorrectStep)
{
    /// <summary>The class after the last step is right.</summary>
    public bool IsCorrect => EarliestCorrectStep is not null;

    /// <summary>The same as a share of the length, 1/length to 1.</summary>
    public double? EarliestCorrectShare => (double?)EarliestCorrectStep / Length;
}
