using System.Runtime.CompilerServices;
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
        var source = new Source(page);
        var points = new Points(region, crop.Width * across, crop.Height * down);
        for (var row = 0; row < crop.Height; row++)
        {
            var target = pixels.Slice(row * crop.Width, crop.Width);
            for (var column = 0; column < target.Length; column++) target[column] = Mean(source, points, column * across, row * down, across, down);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Mean(in Source source, in Points points, int left, int top, int across, int down)
    {
        if (across == 1 && down == 1) return Quads.ToPixel(source.At(points.XOf(left, top), points.YOf(left, top)));
        var sum = Vector128<float>.Zero;
        for (var row = top; row < top + down; row++)
        {
            for (var column = left; column < left + across; column++) sum += source.At(points.XOf(column, row), points.YOf(column, row));
        }

        return Quads.ToPixel(sum / (across * down));
    }

    /// <summary>The pixels of a page, read between them.</summary>
    private readonly ref struct Source(PixelImage page)
    {
        private readonly ReadOnlySpan<uint> _pixels = MemoryMarshal.Cast<byte, uint>(page.Pixels);
        private readonly int _width = page.Width;
        private readonly int _height = page.Height;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<float> At(double x, double y)
        {
            var (left, top) = (Math.Floor(x), Math.Floor(y));
            var (right, below) = ((float)(x - left), (float)(y - top));
            var (x0, y0) = ((int)left, (int)top);
            var (stepX, stepY) = (1, _width);
            if (x0 < 0 || y0 < 0 || x0 >= _width - 1 || y0 >= _height - 1)
            {
                (stepX, stepY) = (x0 < 0 || x0 >= _width - 1 ? 0 : 1, y0 < 0 || y0 >= _height - 1 ? 0 : _width);
                (x0, y0) = (Math.Clamp(x0, 0, _width - 1), Math.Clamp(y0, 0, _height - 1));
            }

            var upper = (y0 * _width) + x0;
            var lower = upper + stepY;
            return Mix(
                Mix(Quads.Of(_pixels[upper]), Quads.Of(_pixels[upper + stepX]), right),
                Mix(Quads.Of(_pixels[lower]), Quads.Of(_pixels[lower + stepX]), right),
                below);
        }

        private static Vector128<float> Mix(Vector128<float> a, Vector128<float> b, float share) => a + ((b - a) * share);
    }

    /// <summary>Where on the page the pixels of a region lie, when it is cut into columns and rows.</summary>
    private readonly struct Points(TextRegion region, int columns, int rows)
    {
        private readonly double _left = region.X - 0.5;
        private readonly double _top = region.Y - 0.5;
        private readonly (double X, double Y) _along = (region.AlongX / columns, region.AlongY / columns);
        private readonly (double X, double Y) _down = (region.DownX / rows, region.DownY / rows);

        public double XOf(int column, int row) => _left + (_along.X * (column + 0.5)) + (_down.X * (row + 0.5));

        public double YOf(int column, int row) => _top + (_along.Y * (column + 0.5)) + (_down.Y * (row + 0.5));
    }
}
