namespace Winnow.Core.Metrics.Images;

/// <summary>The kernel distance of two sets of images.</summary>
/// <param name="Value">The unbiased estimate from all images: 0 on average for equal distributions, and so sometimes below 0.</param>
/// <param name="Deviation">Standard deviation (n − 1) of the same estimate over random subsets; null when they would hold fewer than two images.</param>
/// <param name="SubsetSize">Images of a subset.</param>
public sealed record KidResult(double Value, double? Deviation, int SubsetSize);
