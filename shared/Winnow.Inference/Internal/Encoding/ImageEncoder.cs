using System.Buffers;
using Winnow.Core.Models;

namespace Winnow.Inference.Internal;

/// <summary>Turns images into the input that a model card describes: resize, pad, order the channels, normalise.</summary>
internal sealed class Preprocessor(ModelInput input)
{
    // (pixel × scale − mean) / std as one multiplication and one addition.
    private readonly float[] _factor = [.. input.Std.Select(std => (float)(input.Scale / std))];
    private readonly float[] _offset = [.. input.Mean.Zip(input.Std, (mean, std) => (float)(-mean / std))];

    /// <summary>The input for one image. Its width depends on that image alone, so that it does not matter with which others it is batched.</summary>
    public ImageTensor Prepare(PixelImage image)
    {
        var (width, height) = ContentSize(image);
        var full = input.Resize == ResizeMode.FitHeight ? input.Width.Bucket(width) : input.Width.Minimum;
        var tensor = new ImageTensor(input.ChannelCount * input.Height * full, full);
        var resized = ArrayPool<float>.Shared.Rent(width * height * 4);
        Resampler.Resize(image, resized.AsSpan(0, width * height * 4), width, height);
        var (left, top) = input.Resize == ResizeMode.Fit ? ((full - width) / 2, (input.Height - height) / 2) : (0, 0);
        var values = tensor.Values.Span;
        if (width < full || height < input.Height) values.Fill((float)input.Padding);
        for (var y = 0; y < height; y++)
            WriteRow(resized.AsSpan(y * width * 4, width * 4), values[(((top + y) * full) + left)..], full * input.Height);
        ArrayPool<float>.Shared.Return(resized);
        return tensor;
    }

    private (int Width, int Height) ContentSize(PixelImage image)
    {
        if (input.Resize == ResizeMode.Stretch) return (input.Width.Minimum, input.Height);
        var byHeight = (double)input.Height / image.Height;
        if (input.Resize == ResizeMode.FitHeight)
            return (Math.Clamp((int)Math.Ceiling(image.Width * byHeight), 1, input.Width.Maximum), input.Height);
        var scale = Math.Min(byHeight, (double)input.Width.Minimum / image.Width);
        return (Clamp(image.Width * scale, input.Width.Minimum), Clamp(image.Height * scale, input.Height));

        static int Clamp(double side, int maximum) => Math.Clamp((int)Math.Round(side), 1, maximum);
    }

    private void WriteRow(ReadOnlySpan<float> pixels, Span<float> target, int plane)
    {
        if (input.Channels == ColourOrder.Gray)
        {
            for (var x = 0; x < pixels.Length / 4; x++)
            {
                var luma = (0.299f * pixels[4 * x]) + (0.587f * pixels[(4 * x) + 1]) + (0.114f * pixels[(4 * x) + 2]);
                target[x] = (luma * _factor[0]) + _offset[0];
            }

            return;
        }

        for (var channel = 0; channel < 3; channel++)
        {
            var from = input.Channels == ColourOrder.Rgb ? channel : 2 - channel;
            var (factor, offset) = (_factor[channel], _offset[channel]);
            var row = target[(channel * plane)..];
            for (var x = 0; x < pixels.Length / 4; x++) row[x] = (pixels[(4 * x) + from] * factor) + offset;
        }
    }
}
