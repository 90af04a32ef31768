using Winnow.Core.Slices.Internal;

namespace Winnow.Core.Slices;

/// <summary>64-bit hashes of small grey images: similar images have hashes that differ in few bits.</summary>
/// <remarks>
/// The caller decodes and shrinks the image (with smoothing: area or Lanczos) to the grid that a hash takes, row by row, 0 to 255. The rules are those of the
/// Python package imagehash 4.3; the first bit is the highest. A plain image has the hash of every other plain image.
/// </remarks>
public static class PerceptualHash
{
    /// <summary>Width and height of the grid of <see cref="PHash"/>.</summary>
    public const int PHashSize = 32;

    private const int Frequencies = 8;

    /// <summary>Hash by cosine transform: whether each of the 8 × 8 lowest frequencies is above their median.</summary>
    /// <param name="pixels">32 × 32.</param>
    /// <exception cref="ArgumentException">There are more or fewer pixels.</exception>
    public static ulong PHash(ReadOnlySpan<byte> pixels)
    {
        if (pixels.Length != PHashSize * PHashSize)
        {
            throw new ArgumentException($"{pixels.Length} pixels were given; the hash takes {PHashSize} x {PHashSize}.", nameof(pixels));
        }

        Span<double> values = stackalloc double[Frequencies * Frequencies];
        CosineTransform.Lowest(pixels, values);
        Span<double> sorted = stackalloc double[values.Length];
        values.CopyTo(sorted);
        sorted.Sort();
        var median = (sorted[(values.Length / 2) - 1] + sorted[values.Length / 2]) / 2;
        var hash = 0UL;
        foreach (var value in values)
        {
            hash = (hash << 1) | (value > median ? 1UL : 0);
        }

        return hash;
    }
}
