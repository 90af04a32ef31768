namespace Winnow.Core.Evaluations.Analysis;

/// <summary>What the search for items in more than one split came to.</summary>
/// <param name="Method">How likeness was measured, with every choice in it.</param>
/// <param name="Compared">Items that were compared.</param>
/// <param name="Evaluated">Evaluated items that are alike to one of another split.</param>
/// <param name="Findings">The groups, at most 100.</param>
public sealed record LeakReport(string Method, long Compared, long Evaluated, IReadOnlyList<LeakFinding> Findings);
