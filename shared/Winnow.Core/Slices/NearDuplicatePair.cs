namespace Winnow.Core.Slices;

/// <summary>Two items whose hashes hardly differ.</summary>
/// <param name="ItemId">One of them.</param>
/// <param name="OtherId">The other.</param>
/// <param name="Distance">Bits in which their hashes differ.</param>
/// <param name="CrossesSplits">Whether they are in different splits.</param>
public sealed record NearDuplicatePair(string ItemId, string OtherId, int Distance, bool CrossesSplits);
