namespace Winnow.Core.Metrics.Text;

/// <summary>How a hypothesis differs from its reference, or the sum of that over many pairs.</summary>
/// <param name="Substitutions">Symbols of the reference that became others.</param>
/// <param name="Deletions">Symbols of the reference that are missing.</param>
/// <param name="Insertions">Symbols of the hypothesis that are not in the reference.</param>
/// <param name="ReferenceLength">Symbols of the reference.</param>
public readonly record struct EditCounts(long Substitutions, long Deletions, long Insertions, long ReferenceLength)
{
    /// <summary>Levenshtein distance, or the sum of them.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public long Edits => Substitutions + Deletions + Insertions;

    /// <summary>Edits per symbol of the reference; may exceed 1. For an empty reference the number of insertions, as jiwer 4 defines it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public double Rate => ReferenceLength > 0 ? (double)Edits / ReferenceLength : Insertions;

    public static EditCounts operator +(EditCounts left, EditCounts right) => new(
        left.Substitutions + right.Substitutions, left.Deletions + right.Deletions, left.Insertions + right.Insertions,
        left.ReferenceLength + right.ReferenceLength);

    public static EditCounts Add(EditCounts left, EditCounts right) => left + right;
}
