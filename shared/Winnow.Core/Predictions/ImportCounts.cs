namespace Winnow.Core.Predictions;

/// <summary>What became of the rows of a predictions file. Every row is in exactly one of them.</summary>
/// <param name="Accepted">Rows that are predictions now.</param>
/// <param name="Unknown">Rows about items that the dataset does not have.</param>
/// <param name="Duplicate">Rows about an item about which an earlier row of the file has spoken; the earlier one stands.</param>
/// <param name="Invalid">Rows that break a rule of the format.</param>
public sealed record ImportCounts(long Accepted = 0, long Unknown = 0, long Duplicate = 0, long Invalid = 0)
{
    /// <summary>Rows in all.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public long Rows => Accepted + Refused;

    /// <summary>Rows that are no predictions.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public long Refused => Unknown + Duplicate + Invalid;

    public static ImportCounts operator +(ImportCounts left, ImportCounts right) => new(
        left.Accepted + right.Accepted, left.Unknown + right.Unknown, left.Duplicate + right.Duplicate, left.Invalid + right.Invalid);

    public static ImportCounts Add(ImportCounts left, ImportCounts right) => left + right;
}
