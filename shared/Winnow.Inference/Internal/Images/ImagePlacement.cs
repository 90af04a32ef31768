using Winnow.Core.Labels;

namespace Winnow.Inference.Internal.Images;

/// <summary>Where an image lies in a model's input, and so where on the image a place of the input is.</summary>
/// <param name="Width">Of the image, in pixels.</param>
/// <param name="Height">Of the image, in pixels.</param>
/// <param name="Left">Where the image begins, in pixels of the input.</param>
/// <param name="Top">Where the image begins, in pixels of the input.</param>
/// <param name="ScaleX">Pixels of the input per pixel of the image.</param>
/// <param name="ScaleY">Pixels of the input per pixel of the image.</param>
internal readonly record struct ImagePlacement(int Width, int Height, int Left, int Top, double ScaleX, double ScaleY)
{
    public double ToImageX(double x) => Math.Clamp((x - Left) / ScaleX, 0, Width);

    public double ToImageY(double y) => Math.Clamp((y - Top) / ScaleY, 0, Height);

    /// <summary>The box on the image for two corners on the input, cut off at the image's edges.</summary>
    public Box ToImage(double left, double top, double right, double bottom)
    {
        var (x, y) = (ToImageX(left), ToImageY(top));
        return new(x, y, Math.Max(0, ToImageX(right) - x), Math.Max(0, ToImageY(bottom) - y));
    }
}
