namespace Winnow.Core.Metrics.Generation;

/// <summary>An answer against its best reference, as SQuAD compares them.</summary>
/// <param name="IsExact">Whether the words are those of a reference.</param>
/// <param name="F1">Overlap of the words with those of a reference; 0 to 1.</param>
public readonly record struct AnswerComparison(bool IsExact, double F1);
