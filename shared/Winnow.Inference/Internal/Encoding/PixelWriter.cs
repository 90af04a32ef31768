using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Winnow.Core.Models;

namespace Winnow.Inference.Internal.Encoding;

/// <summary>Writes rows of pixels into a tensor: channels in the order of the card, normalised.</summary>
internal sealed class PixelWriter
{
    private readonly ImageInput _input;

    // (pixel × scale − mean) / std as one multiplication and one addition; channels as they come from the file, R G B.
    private readonly Vector128<float> _factors;
    private readonly Vector128<float> _offsets;

    // The same for every value of a byte.
    private readonly float[][] _values;

    public PixelWriter(ImageInput input)
    {
        _input = input;
        Span<float> factors = stackalloc float[4];
        Span<float> offsets = stackalloc float[4];
        for (var channel = 0; channel < 3; channel++) (factors[channel], offsets[channel]) = Scale(input, channel);
        (_factors, _offsets) = (Vector128.Create<float>(factors), Vector128.Create<float>(offsets));
        _values = new float[3][];
        for (var channel = 0; channel < 3; channel++)
        {
            _values[channel] = new float[256];
            for (var value = 0; value < 256; value++) _values[channel][value] = (value * factors[channel]) + offsets[channel];
        }
    }

    /// <summary>Writes a row of 4 floats per pixel.</summary>
    /// <param name="pixels">The row.</param>
    /// <param name="target">Where its first element goes.</param>
    /// <param name="plane">Elements from one channel to the next, when channels are planes.</param>
    public void Write(ReadOnlySpan<float> pixels, Span<float> target, int plane)
    {
        var quads = MemoryMarshal.Cast<float, Vector128<float>>(pixels);
        if (_input.Channels == ColourOrder.Gray)
        {
            for (var x = 0; x < quads.Length; x++) target[x] = Vector128.Sum((quads[x] * _factors) + _offsets);
            return;
        }

        var (red, green, blue, step) = Places(plane);
        for (var x = 0; x < quads.Length; x++)
        {
            var quad = (quads[x] * _factors) + _offsets;
            target[red + (x * step)] = quad[0];
            target[green + (x * step)] = quad[1];
            target[blue + (x * step)] = quad[2];
        }
    }

    /// <summary>Writes a row of 4 bytes per pixel.</summary>
    /// <inheritdoc cref="Write(ReadOnlySpan{float}, Span{float}, int)"/>
    public void Write(ReadOnlySpan<byte> pixels, Span<float> target, int plane)
    {
        var (reds, greens, blues) = (_values[0], _values[1], _values[2]);
        var words = MemoryMarshal.Cast<byte, uint>(pixels);
        if (_input.Channels == ColourOrder.Gray)
        {
            for (var x = 0; x < words.Length; x++) target[x] = reds[(byte)words[x]] + greens[(byte)(words[x] >> 8)] + blues[(byte)(words[x] >> 16)];
            return;
        }

        var (red, green, blue, step) = Places(plane);
        for (var x = 0; x < words.Length; x++)
        {
            target[red + (x * step)] = reds[(byte)words[x]];
            target[green + (x * step)] = greens[(byte)(words[x] >> 8)];
            target[blue + (x * step)] = blues[(byte)(words[x] >> 16)];
        }
    }

    /// <summary>Gray is the sum of the channels, weighted as ITU-R BT.601 does it, and is normalised once.</summary>
    private static (float Factor, float Offset) Scale(ImageInput input, int channel)
    {
        if (input.Channels == ColourOrder.Gray)
        {
            double[] luma = [0.299, 0.587, 0.114];
            return ((float)(luma[channel] * input.Scale / input.Std[0]), channel == 0 ? (float)(-input.Mean[0] / input.Std[0]) : 0);
        }

        var at = input.Channels == ColourOrder.Rgb ? channel : 2 - channel;
        return ((float)(input.Scale / input.Std[at]), (float)(-input.Mean[at] / input.Std[at]));
    }

    /// <summary>Where the first pixel's R, G and B go, and how far it is from pixel to pixel.</summary>
    private (int Red, int Green, int Blue, int Step) Places(int plane)
    {
        var (distance, step) = _input.Layout == TensorLayout.Nchw ? (plane, 1) : (1, 3);
        return _input.Channels == ColourOrder.Rgb ? (0, distance, 2 * distance, step) : (2 * distance, distance, 0, step);
    }
}
