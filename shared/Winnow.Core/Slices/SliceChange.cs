namespace Winnow.Core.Slices;

/// <summary>What changed among the items with one value of an attribute, or of one class.</summary>
/// <param name="Attribute">The attribute; <see cref="RunComparison.ClassAttribute"/> for classes.</param>
/// <param name="Value">The value.</param>
/// <param name="Counts">Items by what happened to them.</param>
/// <param name="NetChange">Fixed minus broken.</param>
/// <param name="BaselineAccuracy">Share that the baseline had right.</param>
/// <param name="CandidateAccuracy">Share that the candidate has right.</param>
/// <param name="PValue">Exact, two-sided: were fixing and breaking equally likely (McNemar).</param>
/// <param name="AdjustedPValue">The same by Benjamini and Hochberg over all rows.</param>
public sealed record SliceChange(
    string Attribute, string Value, ChangeCounts Counts, long NetChange, double BaselineAccuracy, double CandidateAccuracy, double PValue, double AdjustedPValue);
