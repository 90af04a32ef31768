namespace Winnow.Core.Evaluations.Analysis;

/// <summary>Items that are alike or nearly so, in more than one split: what a model learnt by heart it does not know.</summary>
/// <param name="Members">The items, by split and then id.</param>
/// <param name="Distance">The greatest distance between two neighbours among them: bits of 64 of their fingerprints.</param>
public sealed record LeakFinding(IReadOnlyList<LeakMember> Members, int Distance);
