namespace Winnow.Cli.Api;

/// <summary>What became of the rows of a predictions file.</summary>
/// <param name="Accepted">Rows that are predictions now.</param>
/// <param name="Unknown">Rows about items that the dataset does not have.</param>
/// <param name="Duplicate">Rows about an item about which an earlier row has spoken.</param>
/// <param name="Invalid">Rows that break a rule of the format.</param>
public sealed record ImportCounts(long Accepted = 0, long Unknown = 0, long Duplicate = 0, long Invalid = 0);
