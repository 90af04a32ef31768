using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Internal.Images;

namespace Winnow.Inference.Internal.Pages;

/// <summary>Cuts lines out of a page, turned upright, not much larger than the networks want them.</summary>
/// <remarks>
/// A line at least four times as high as the networks want it, or as wide, is made smaller while it is cut, by the largest whole factor with which it is still twice
/// what they want: each pixel is the mean of as many by as many. So does Pillow with <c>reducing_gap=2.0</c>.
/// </remarks>
/// <param name="encoders">Those of the networks that get the lines.</param>
internal sealed class LineCropper(params ImageEncoder[] encoders)
{
    /// <summary>Longest side of a line, in pixels of the page; what is longer is squeezed.</summary>
    private const int MaxSide = 16_384;
    private const int ReducingGap = 2;

    /// <summary>The pixels of a region, reading direction to the right, read bilinearly; what lies beyond the page's edge is as the edge.</summary>
    public PixelImage Crop(PixelImage page, TextRegion region)
    {
        var (fullWidth, fullHeight) = (SideOf(region.Width), SideOf(region.Height));
        var (wantedWidth, wantedHeight) = SizeFor(fullWidth, fullHeight);
        var (across, down) = (FactorOf(fullWidth, wantedWidth), FactorOf(fullHeight, wantedHeight));
        var crop = new PixelImage(fullWidth / across, fullHeight / down) { FullWidth = fullWidth, FullHeight = fullHeight };
        var pixels = MemoryMarshal.Cast<byte, uint>(crop.Pixels);
        var points = new Points(region, crop.Width * across, crop.Height * down);
        for (var row = 0; row < crop.Height; row++)
        {
            for (var column = 0; column < crop.Width; column++)
                pixels[(row * crop.Width) + column] = Mean(page, points, column * across, row * down, across, down);
        }

        return crop;
    }

    /// <summary>Turns an image by 180°.</summary>
    public static void TurnOver(PixelImage image) => MemoryMarshal.Cast<byte, uint>(image.Pixels).Reverse();

    private static int SideOf(double side) => Math.Clamp((int)Math.Round(side), 1, MaxSide);

    private static int FactorOf(int side, int wanted) => Math.Max(1, side / (ReducingGap * wanted));

    private (int Width, int Height) SizeFor(int width, int height)
    {
        var (mostWidth, mostHeight) = (1, 1);
        foreach (var encoder in encoders)
        {
            var (wantedWidth, wantedHeight) = encoder.SizeOf(width, height);
            (mostWidth, mostHeight) = (Math.Max(mostWidth, wantedWidth), Math.Max(mostHeight, wantedHeight));
        }

        return (mostWidth, mostHeight);
    }

    private static uint Mean(PixelImage page, in Points points, int left, int top, int across, int down)
    {
        var sum = Vector128<float>.Zero;
        for (var row = top; row < top + down; row++)
        {
            for (var column = left; column < left + across; column++)
            {
                var (x, y) = points.At(column, row);
                sum += Read(page, x, y);
            }
        }

        return Quads.ToPixel(sum / (across * down));
    }

    private static Vector128<float> Read(PixelImage page, double x, double y)
    {
        var (left, top) = (Math.Floor(x), Math.Floor(y));
        var (right, below) = ((float)(x - left), (float)(y - top));
        var (x0, y0) = (Math.Clamp((int)left, 0, page.Width - 1), Math.Clamp((int)top, 0, page.Height - 1));
        var (x1, y1) = (Math.Clamp((int)left + 1, 0, page.Width - 1), Math.Clamp((int)top + 1, 0, page.Height - 1));
        var pixels = MemoryMarshal.Cast<byte, uint>(page.Pixels);
        var upper = pixels.Slice(y0 * page.Width, page.Width);
        var lower = pixels.Slice(y1 * page.Width, page.Width);
        return Mix(Mix(Quads.Of(upper[x0]), Quads.Of(upper[x1]), right), Mix(Quads.Of(lower[x0]), Quads.Of(lower[x1]), right), below);
    }

    private static Vector128<float> Mix(Vector128<float> a, Vector128<float> b, float share) => a + ((b - a) * share);

    /// <summary>Where on the page the pixels of a region lie, when it is cut into columns and rows.</summary>
    private readonly record struct Points(TextRegion Region, int Columns, int Rows)
    {
        public (double X, double Y) At(int column, int row)
        {
            var (along, down) = ((column + 0.5) / Columns, (row + 0.5) / Rows);
            return (
                Region.X + (Region.AlongX * along) + (Region.DownX * down) - 0.5,
                Region.Y + (Region.AlongY * along) + (Region.DownY * down) - 0.5);
        }
    }
}
