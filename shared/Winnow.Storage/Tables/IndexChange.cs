namespace Winnow.Storage.Tables;

/// <summary>What has to be done to the index for one item.</summary>
/// <param name="Facts">What is known about the item.</param>
/// <param name="Rows">Rows to write.</param>
/// <param name="Gone">Addresses of rows to delete.</param>
internal sealed record IndexChange(ItemFacts Facts, IReadOnlyList<IndexRow> Rows, IReadOnlyList<string> Gone);
