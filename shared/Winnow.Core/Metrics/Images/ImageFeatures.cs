namespace Winnow.Core.Metrics.Images;

/// <summary>The vector of one image, as it is serialised.</summary>
/// <param name="Id">Id of the image.</param>
/// <param name="Values">32-bit floats, little-endian.</param>
public sealed record ImageFeatures(string Id, byte[] Values);
