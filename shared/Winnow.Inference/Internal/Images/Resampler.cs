using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Winnow.Inference.Internal.Images;

/// <summary>Resizes images bilinearly, row by row; when shrinking, the triangle filter is widened by the factor, so that no pixel is left out.</summary>
/// <remarks>
/// The filter is that of Pillow's <c>BILINEAR</c> (Resample.c): pixel centres at half positions, weights normalised at the borders;
/// but nothing is rounded to 8 bits. Enlarging is the same as OpenCV's <c>INTER_LINEAR</c>. Only the source rows that one target row needs are in memory.
/// </remarks>
internal sealed class Resampler : IDisposable
{
    private readonly PixelImage _image;
    private readonly int _stride;
    private readonly Taps _columns;
    private readonly Taps _rows;
    private readonly float[] _narrowed;
    private readonly float[] _row;
    private int _next;

    /// <param name="image">The source.</param>
    /// <param name="width">Target width in pixels.</param>
    /// <param name="height">Target height in pixels.</param>
    public Resampler(PixelImage image, int width, int height)
    {
        (_image, _stride) = (image, width * 4);
        (_columns, _rows) = (new(image.Width, width), new(image.Height, height));
        _narrowed = ArrayPool<float>.Shared.Rent(_rows.Most * _stride);
        _row = ArrayPool<float>.Shared.Rent(_stride);
    }

    /// <summary>A target row: 4 floats per pixel (0 … 255). Rows are asked for from the top; a row is there until the next is asked for.</summary>
    public ReadOnlySpan<float> Row(int y)
    {
        var first = _rows.StartOf(y);
        var weights = _rows.WeightsOf(y);
        for (_next = Math.Max(_next, first); _next < first + weights.Length; _next++) Narrow(_next);
        var row = _row.AsSpan(0, _stride);
        TensorPrimitives.Multiply(Narrowed(first), weights[0], row);
        for (var k = 1; k < weights.Length; k++) TensorPrimitives.MultiplyAdd(Narrowed(first + k), weights[k], row, row);
        return row;
    }

    public void Dispose()
    {
        _columns.Dispose();
        _rows.Dispose();
        ArrayPool<float>.Shared.Return(_narrowed);
        ArrayPool<float>.Shared.Return(_row);
    }

    /// <summary>A source row, brought to the target's width; the last few are kept.</summary>
    private Span<float> Narrowed(int y) => _narrowed.AsSpan(y % _rows.Most * _stride, _stride);

    private void Narrow(int y)
    {
        var source = MemoryMarshal.Cast<byte, uint>(_image.Pixels).Slice(y * _image.Width, _image.Width);
        var target = MemoryMarshal.Cast<float, Vector128<float>>(Narrowed(y));
        for (var x = 0; x < target.Length; x++)
        {
            var weights = _columns.WeightsOf(x);
            var pixels = source.Slice(_columns.StartOf(x), weights.Length);
            var sum = Quads.Of(pixels[0]) * weights[0];
            for (var k = 1; k < weights.Length; k++) sum += Quads.Of(pixels[k]) * weights[k];
            target[x] = sum;
        }
    }
}
