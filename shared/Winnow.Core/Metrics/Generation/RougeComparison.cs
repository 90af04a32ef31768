namespace Winnow.Core.Metrics.Generation;

/// <summary>ROUGE F-measures of one item, each against the reference for which it is highest; 0 to 1.</summary>
/// <param name="Rouge1">Of words.</param>
/// <param name="Rouge2">Of pairs of words.</param>
/// <param name="RougeL">Of the longest common subsequence of words.</param>
public readonly record struct RougeComparison(double Rouge1, double Rouge2, double RougeL);
