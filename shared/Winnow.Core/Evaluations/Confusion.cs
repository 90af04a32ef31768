using Winnow.Core.Metrics.Classification;

namespace Winnow.Core.Evaluations;

/// <summary>A confusion matrix, sparse.</summary>
/// <param name="Labels">All classes, ordered.</param>
/// <param name="Cells">The cells that are not 0, ordered.</param>
public sealed record Confusion(IReadOnlyList<string> Labels, IReadOnlyList<ConfusionCell> Cells);
