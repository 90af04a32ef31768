using Winnow.Inference.Internal.Images;

namespace Winnow.Inference.Internal.Pages;

/// <summary>Cuts lines out of a page, turned upright.</summary>
internal static class LineCropper
{
    /// <summary>Longest side of a cut, in pixels.</summary>
    private const int MaxSide = 16_384;

    /// <summary>The pixels of a region, reading direction to the right, read bilinearly; what lies beyond the page's edge is as the edge.</summary>
    public static PixelImage Crop(PixelImage page, TextRegion region)
    {
        var width = Math.Clamp((int)Math.Round(region.Width), 1, MaxSide);
        var height = Math.Clamp((int)Math.Round(region.Height), 1, MaxSide);
        var crop = new PixelImage(width, height);
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
            {
                var (along, down) = ((column + 0.5) / width, (row + 0.5) / height);
                var x = region.X + (region.AlongX * along) + (region.DownX * down) - 0.5;
                var y = region.Y + (region.AlongY * along) + (region.DownY * down) - 0.5;
                Read(page, x, y, crop.Pixels.Slice(((row * width) + column) * 4, 4));
            }
        }

        return crop;
    }

    /// <summary>Turns an image by 180°.</summary>
    public static void TurnOver(PixelImage image) => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, uint>(image.Pixels).Reverse();

    private static void Read(PixelImage page, double x, double y, Span<byte> target)
    {
        var (left, top) = (Math.Floor(x), Math.Floor(y));
        var (right, below) = ((float)(x - left), (float)(y - top));
        var (x0, y0) = (Math.Clamp((int)left, 0, page.Width - 1), Math.Clamp((int)top, 0, page.Height - 1));
        var (x1, y1) = (Math.Clamp((int)left + 1, 0, page.Width - 1), Math.Clamp((int)top + 1, 0, page.Height - 1));
        var pixels = page.Pixels;
        for (var channel = 0; channel < 3; channel++)
        {
            var upper = Mix(pixels[(((y0 * page.Width) + x0) * 4) + channel], pixels[(((y0 * page.Width) + x1) * 4) + channel], right);
            var lower = Mix(pixels[(((y1 * page.Width) + x0) * 4) + channel], pixels[(((y1 * page.Width) + x1) * 4) + channel], right);
            target[channel] = (byte)MathF.Round(Mix(upper, lower, below));
        }
    }

    private static float Mix(float a, float b, float share) => a + ((b - a) * share);
}
