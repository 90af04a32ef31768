namespace Winnow.Core.Metrics.Images;

/// <summary>How the manifolds of two sets of images overlap.</summary>
/// <param name="Precision">Share of generated images that lie in a ball around some reference image: fidelity.</param>
/// <param name="Recall">Share of reference images that lie in a ball around some generated image: variety.</param>
/// <param name="Density">Mean number of reference balls around a generated image over k; may exceed 1.</param>
/// <param name="Coverage">Share of reference images whose ball holds a generated image.</param>
public sealed record ManifoldResult(double Precision, double Recall, double Density, double Coverage);
