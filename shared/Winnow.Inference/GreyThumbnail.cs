using System.Buffers;
using Winnow.Inference.Internal.Images;

namespace Winnow.Inference;

/// <summary>Small grey pictures of images, for telling which images are alike.</summary>
public static class GreyThumbnail
{
    /// <summary>Decodes an image and shrinks it, whatever its shape, with smoothing.</summary>
    /// <param name="content">The file.</param>
    /// <param name="width">Width of the result in pixels.</param>
    /// <param name="height">Height of the result in pixels.</param>
    /// <param name="maxPixels">Images with more pixels are not decoded.</param>
    /// <returns>Luma (ITU-R BT.601), row by row, 0 to 255.</returns>
    /// <exception cref="InvalidDataException">It is no image, is damaged, or has too many pixels.</exception>
    public static byte[] Of(ReadOnlySpan<byte> content, int width, int height, int maxPixels)
    {
        using var image = ImageDecoder.Decode(content, maxPixels);
        var pixels = ArrayPool<float>.Shared.Rent(width * height * 4);
        Resampler.Resize(image, pixels.AsSpan(0, width * height * 4), width, height);
        var grey = new byte[width * height];
        for (var i = 0; i < grey.Length; i++)
        {
            var luma = (0.299f * pixels[i * 4]) + (0.587f * pixels[(i * 4) + 1]) + (0.114f * pixels[(i * 4) + 2]);
            grey[i] = (byte)Math.Clamp(MathF.Round(luma), 0, 255);
        }

        ArrayPool<float>.Shared.Return(pixels);
        return grey;
    }
}
