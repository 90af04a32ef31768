using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Winnow.Inference.Internal.Images;

/// <summary>Resizes images bilinearly; when shrinking, the triangle filter is widened by the factor, so that no pixel is left out.</summary>
/// <remarks>The filter is that of Pillow's <c>BILINEAR</c> (Resample.c): pixel centres at half positions, weights normalised at the borders;
/// but nothing is rounded to 8 bits. Enlarging is the same as OpenCV's <c>INTER_LINEAR</c>.</remarks>
internal static class Resampler
{
    /// <summary>Resizes into 4 floats per pixel (0 … 255), rows without gaps.</summary>
    /// <param name="image">The source.</param>
    /// <param name="target">Length <paramref name="width"/> × <paramref name="height"/> × 4.</param>
    /// <param name="width">Target width in pixels.</param>
    /// <param name="height">Target height in pixels.</param>
    public static void Resize(PixelImage image, Span<float> target, int width, int height)
    {
        if (image.Width == width && image.Height == height)
        {
            Widen(image.Pixels, target);
            return;
        }

        var length = image.Height * width * 4;
        var rows = ArrayPool<float>.Shared.Rent(length);
        Horizontal(image, rows.AsSpan(0, length), new Taps(image.Width, width));
        Vertical(rows.AsSpan(0, length), target, width * 4, new Taps(image.Height, height));
        ArrayPool<float>.Shared.Return(rows);
    }

    private static void Widen(ReadOnlySpan<byte> pixels, Span<float> target)
    {
        var quads = MemoryMarshal.Cast<float, Vector128<float>>(target);
        var words = MemoryMarshal.Cast<byte, uint>(pixels);
        for (var i = 0; i < words.Length; i++) quads[i] = ToQuad(words[i]);
    }

    private static void Horizontal(PixelImage image, Span<float> rows, Taps taps)
    {
        var source = MemoryMarshal.Cast<byte, uint>(image.Pixels);
        var target = MemoryMarshal.Cast<float, Vector128<float>>(rows);
        var width = taps.Starts.Length;
        for (var y = 0; y < image.Height; y++)
        {
            var row = source.Slice(y * image.Width, image.Width);
            for (var x = 0; x < width; x++)
            {
                var weights = taps.Weights[x];
                var start = taps.Starts[x];
                var sum = Vector128<float>.Zero;
                for (var k = 0; k < weights.Length; k++) sum += ToQuad(row[start + k]) * weights[k];
                target[(y * width) + x] = sum;
            }
        }
    }

    private static void Vertical(ReadOnlySpan<float> rows, Span<float> target, int stride, Taps taps)
    {
        for (var y = 0; y < taps.Starts.Length; y++)
        {
            var weights = taps.Weights[y];
            var sum = target.Slice(y * stride, stride);
            TensorPrimitives.Multiply(rows.Slice(taps.Starts[y] * stride, stride), weights[0], sum);
            for (var k = 1; k < weights.Length; k++)
                TensorPrimitives.MultiplyAdd(rows.Slice((taps.Starts[y] + k) * stride, stride), weights[k], sum, sum);
        }
    }

    private static Vector128<float> ToQuad(uint pixel) =>
        Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalar(pixel).AsByte())).AsInt32());

    /// <summary>Which source pixels make up each target pixel, and how much of each.</summary>
    private sealed class Taps
    {
        public Taps(int source, int target)
        {
            var scale = (double)source / target;
            var support = Math.Max(1, scale);
            Starts = new int[target];
            Weights = new float[target][];
            for (var i = 0; i < target; i++)
            {
                var centre = (i + 0.5) * scale;
                var start = Math.Max(0, (int)(centre - support + 0.5));
                var end = Math.Min(source, (int)(centre + support + 0.5));
                var weights = new double[Math.Max(1, end - start)];
                for (var k = 0; k < weights.Length; k++)
                    weights[k] = Math.Max(0, 1 - Math.Abs((start + k - centre + 0.5) / support));
                var sum = weights.Sum();
                Starts[i] = start;
                Weights[i] = [.. weights.Select(weight => (float)(weight / sum))];
            }
        }

        public int[] Starts { get; }

        public float[][] Weights { get; }
    }
}
