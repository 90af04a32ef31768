namespace Winnow.Core.Slices;

/// <summary>Items that are connected by near-duplicates.</summary>
/// <param name="Items">By id (ordinal), then split.</param>
/// <param name="CrossesSplits">Whether they are in more than one split: a leak. Items without a split do not count.</param>
public sealed record DuplicateGroup(IReadOnlyList<FingerprintedItem> Items, bool CrossesSplits);
