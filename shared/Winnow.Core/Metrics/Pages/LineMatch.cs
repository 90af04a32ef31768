using Winnow.Core.Metrics.Text;

namespace Winnow.Core.Metrics.Pages;

/// <summary>A line that was found, and how it was read.</summary>
/// <param name="Detection">Index of the line that was read.</param>
/// <param name="Truth">Index of the line that stands there.</param>
/// <param name="Iou">Their overlap, 0.5 to 1.</param>
/// <param name="Text">Their texts compared.</param>
public readonly record struct LineMatch(int Detection, int Truth, double Iou, TextComparison Text);
