namespace Winnow.Core.Slices;

/// <summary>What <see cref="NearDuplicates"/> found.</summary>
/// <param name="Groups">Those that cross splits first, then the largest, then by first id.</param>
/// <param name="Signature">How they were found.</param>
public sealed record NearDuplicateResult(IReadOnlyList<DuplicateGroup> Groups, string Signature);
