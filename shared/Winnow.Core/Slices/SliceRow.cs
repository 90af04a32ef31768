namespace Winnow.Core.Slices;

/// <summary>The items with one value of an attribute, beside all items.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Value">The value.</param>
/// <param name="Items">How many items have it.</param>
/// <param name="Numerator">Sum of their numerators: errors, edits.</param>
/// <param name="Denominator">Sum of their denominators: items, characters.</param>
/// <param name="Ratio">One divided by the other; null when the denominator is 0.</param>
/// <param name="RestRatio">That of all other items; null when their denominator is 0.</param>
/// <param name="Difference">The ratio minus that of all items; null where either is.</param>
/// <param name="PValue">Two-sided, against all other items; 1 when a side has fewer than two items or no ratio.</param>
/// <param name="AdjustedPValue">The same by Benjamini and Hochberg over all rows of all attributes.</param>
public sealed record SliceRow(
    string Attribute, string Value, long Items, double Numerator, double Denominator, double? Ratio, double? RestRatio, double? Difference,
    double PValue, double AdjustedPValue);
