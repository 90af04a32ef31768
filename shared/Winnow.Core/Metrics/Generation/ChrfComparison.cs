namespace Winnow.Core.Metrics.Generation;

/// <summary>What chrF counts of one item, against its best reference.</summary>
/// <param name="Chrf">Per order of character n-grams (1 to 6): those of the hypothesis, those of the reference, those that match.</param>
/// <param name="ChrfPlusPlus">The same, then orders 1 and 2 of word n-grams; its best reference may be another.</param>
public sealed record ChrfComparison(double[] Chrf, double[] ChrfPlusPlus);
