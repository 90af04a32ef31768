using System.Buffers;
using Microsoft.ML.OnnxRuntime.Tensors;
using Winnow.Core.Models;
using Winnow.Inference.Internal.Images;

namespace Winnow.Inference.Internal.Encoding;

/// <summary>Turns images into the input that a model card describes: resize, pad, order the channels, normalise.</summary>
internal sealed class ImageEncoder(ImageInput input, int maxPixels) : IItemEncoder
{
    // (pixel × scale − mean) / std as one multiplication and one addition.
    private readonly float[] _factor = [.. input.Std.Select(std => (float)(input.Scale / std))];
    private readonly float[] _offset = [.. input.Mean.Zip(input.Std, (mean, std) => (float)(-mean / std))];

    public TensorElementType Type => TensorElementType.Float;

    public IReadOnlyList<int?> Axes { get; } = input.Layout == TensorLayout.Nchw
        ? [input.ChannelCount, ItemEncoders.AxisOf(input.Height), ItemEncoders.AxisOf(input.Width)]
        : [ItemEncoders.AxisOf(input.Height), ItemEncoders.AxisOf(input.Width), input.ChannelCount];

    public InputTensor Blank()
    {
        var (width, height) = (input.Width.Minimum, input.Height.Minimum);
        return new InputTensor(Type, ShapeOf(width, height)) { Size = (width, height), Placement = new(width, height, 0, 0, 1, 1) }.Cleared();
    }

    public InputTensor Encode(ReadOnlySpan<byte> content)
    {
        using var image = ImageDecoder.Decode(content, maxPixels);
        return Encode(image);
    }

    public InputTensor Encode(PixelImage image)
    {
        var (width, height) = ContentSize(image);
        var fullWidth = input.Resize == ResizeMode.FitHeight ? input.Width.Bucket(width) : input.Resize == ResizeMode.Limit ? width : input.Width.Minimum;
        var fullHeight = input.Resize == ResizeMode.Limit ? height : input.Height.Minimum;
        var (left, top) = input.Resize == ResizeMode.Fit ? ((fullWidth - width) / 2, (fullHeight - height) / 2) : (0, 0);
        var tensor = new InputTensor(Type, ShapeOf(fullWidth, fullHeight))
        {
            Size = (fullWidth, fullHeight),
            Placement = new(image.Width, image.Height, left, top, (double)width / image.Width, (double)height / image.Height),
        };
        var values = tensor.Floats;
        if (width < fullWidth || height < fullHeight) values.Fill((float)input.Padding);
        Write(image, values, (left, top), (width, height), (fullWidth, fullHeight));
        return tensor;
    }

    private TensorShape ShapeOf(int width, int height) => input.Layout == TensorLayout.Nchw
        ? new(input.ChannelCount, height, width)
        : new(height, width, input.ChannelCount);

    private (int Width, int Height) ContentSize(PixelImage image)
    {
        var (width, height) = (input.Width, input.Height);
        if (input.Resize == ResizeMode.Stretch) return (width.Minimum, height.Minimum);
        var byHeight = (double)height.Maximum / image.Height;
        if (input.Resize == ResizeMode.FitHeight)
            return (Math.Clamp((int)Math.Ceiling(image.Width * byHeight), 1, width.Maximum), height.Minimum);
        var scale = Math.Min(byHeight, (double)width.Maximum / image.Width);
        return input.Resize == ResizeMode.Limit
            ? (Nearest(image.Width * Math.Min(1, scale), width), Nearest(image.Height * Math.Min(1, scale), height))
            : (Clamp(image.Width * scale, width), Clamp(image.Height * scale, height));

        static int Clamp(double side, InputSize size) => Math.Clamp((int)Math.Round(side), 1, size.Maximum);

        static int Nearest(double side, InputSize size) => Math.Clamp((int)Math.Round(side / size.Step) * size.Step, size.Minimum, size.Maximum);
    }

    private void Write(PixelImage image, Span<float> values, (int X, int Y) at, (int Width, int Height) content, (int Width, int Height) full)
    {
        var length = content.Width * content.Height * 4;
        var resized = ArrayPool<float>.Shared.Rent(length);
        Resampler.Resize(image, resized.AsSpan(0, length), content.Width, content.Height);
        var isPlanar = input.Layout == TensorLayout.Nchw;
        var (step, plane) = isPlanar ? (1, full.Width * full.Height) : (input.ChannelCount, 1);
        for (var y = 0; y < content.Height; y++)
        {
            var target = values[((((at.Y + y) * full.Width) + at.X) * step)..];
            WriteRow(resized.AsSpan(y * content.Width * 4, content.Width * 4), target, step, plane);
        }

        ArrayPool<float>.Shared.Return(resized);
    }

    /// <param name="pixels">A row of the image.</param>
    /// <param name="target">Where the row's first element goes.</param>
    /// <param name="step">Elements from one pixel to the next.</param>
    /// <param name="plane">Elements from one channel to the next.</param>
    private void WriteRow(ReadOnlySpan<float> pixels, Span<float> target, int step, int plane)
    {
        if (input.Channels == ColourOrder.Gray)
        {
            for (var x = 0; x < pixels.Length / 4; x++)
            {
                var luma = (0.299f * pixels[4 * x]) + (0.587f * pixels[(4 * x) + 1]) + (0.114f * pixels[(4 * x) + 2]);
                target[x * step] = (luma * _factor[0]) + _offset[0];
            }

            return;
        }

        for (var channel = 0; channel < 3; channel++)
        {
            var from = input.Channels == ColourOrder.Rgb ? channel : 2 - channel;
            var (factor, offset) = (_factor[channel], _offset[channel]);
            var row = target[(channel * plane)..];
            for (var x = 0; x < pixels.Length / 4; x++) row[x * step] = (pixels[(4 * x) + from] * factor) + offset;
        }
    }
}
