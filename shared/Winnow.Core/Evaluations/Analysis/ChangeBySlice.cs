namespace Winnow.Core.Evaluations.Analysis;

/// <summary>What changed among the items that have a value of an attribute.</summary>
/// <param name="Attribute">Name of the attribute.</param>
/// <param name="Value">The value.</param>
/// <param name="Items">Items that have it.</param>
/// <param name="Fixed">Wrong before, right now.</param>
/// <param name="Broken">Right before, wrong now.</param>
/// <param name="PValue">McNemar, before correction.</param>
/// <param name="Adjusted">After Benjamini–Hochberg over all values.</param>
public sealed record ChangeBySlice(string Attribute, string Value, long Items, long Fixed, long Broken, double PValue, double Adjusted);
