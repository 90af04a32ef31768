namespace Winnow.Core.Metrics.Images;

/// <summary>What turned images into vectors: scores of different extractors, or of differently prepared images, must not be compared.</summary>
/// <param name="Name">Name and version of the model: <c>inception-v3@1</c>.</param>
/// <param name="Dimensions">Length of a vector: 2048.</param>
/// <param name="Preparation">Resizing (filter and size), colours and scale: the filter alone moves FID by several points (Parmar et al. 2022).</param>
public sealed record FeatureExtractor(string Name, int Dimensions, string Preparation)
{
    /// <summary>The largest number of dimensions: a covariance then takes 128 MiB.</summary>
    public const int MaximumDimensions = 4_096;

    /// <exception cref="ArgumentOutOfRangeException">On creation: not from 1 to 4,096.</exception>
    public int Dimensions { get; } = Dimensions is >= 1 and <= MaximumDimensions
        ? Dimensions
        : throw new ArgumentOutOfRangeException(nameof(Dimensions), Dimensions, $"A vector has 1 to {MaximumDimensions} dimensions.");
}
