using Winnow.Core.Metrics.Text;

namespace Winnow.Core.Metrics.Pages;

/// <summary>One page: which lines were found and how they were read. Indices are ascending; lines that are ignored are in no list.</summary>
/// <param name="ImageId">The page.</param>
/// <param name="Matches">Lines that were found, by index of the truth.</param>
/// <param name="Misses">Indices of truths that were not found.</param>
/// <param name="Spurious">Indices of detections where no line is.</param>
/// <param name="Characters">All edits: of the lines that were found, missed lines as deletions, spurious ones as insertions.</param>
public sealed record PageComparison(
    string ImageId, IReadOnlyList<LineMatch> Matches, IReadOnlyList<int> Misses, IReadOnlyList<int> Spurious, EditCounts Characters);
