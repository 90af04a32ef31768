namespace Winnow.Core.Slices;

/// <summary>What <see cref="NearDuplicates"/> found.</summary>
/// <param name="Pairs">Those across splits first, then the smallest distance, then by ids; a bounded number.</param>
/// <param name="PairsFound">How many were found; more may follow from groups.</param>
/// <param name="Groups">Those that cross splits first, then the largest, then by first id.</param>
/// <param name="Signature">How they were found.</param>
public sealed record NearDuplicateResult(IReadOnlyList<NearDuplicatePair> Pairs, long PairsFound, IReadOnlyList<DuplicateGroup> Groups, string Signature);
