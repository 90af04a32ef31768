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
        using var rows = new Resampler(image, width, height);
        var grey = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            var row = rows.Row(y);
            for (var x = 0; x < width; x++)
            {
                var luma = (0.299f * row[x * 4]) + (0.587f * row[(x * 4) + 1]) + (0.114f * row[(x * 4) + 2]);
                grey[(y * width) + x] = (byte)Math.Clamp(MathF.Round(luma), 0, 255);
            }
        }

        return grey;
    }
}
