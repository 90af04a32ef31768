using Microsoft.ML.OnnxRuntime.Tensors;
using Winnow.Core.Models;
using Winnow.Inference.Internal.Images;

namespace Winnow.Inference.Internal.Encoding;

/// <summary>Turns images into the input that a model card describes: resize, pad, order the channels, normalise.</summary>
internal sealed class ImageEncoder(ImageInput input, int maxPixels, InputPool pool) : IItemEncoder
{
    private readonly PixelWriter _writer = new(input);

    public TensorElementType Type => TensorElementType.Float;

    public IReadOnlyList<int?> Axes { get; } = input.Layout == TensorLayout.Nchw
        ? [input.ChannelCount, ItemEncoders.AxisOf(input.Height), ItemEncoders.AxisOf(input.Width)]
        : [ItemEncoders.AxisOf(input.Height), ItemEncoders.AxisOf(input.Width), input.ChannelCount];

    public IReadOnlyList<(int Least, int Most)> Range { get; } = input.Layout == TensorLayout.Nchw
        ? [ItemEncoders.RangeOf(new(input.ChannelCount)), ItemEncoders.RangeOf(input.Height), ItemEncoders.RangeOf(input.Width)]
        : [ItemEncoders.RangeOf(input.Height), ItemEncoders.RangeOf(input.Width), ItemEncoders.RangeOf(new(input.ChannelCount))];

    public long MaxBytes { get; } = sizeof(float) * (long)input.ChannelCount * input.Height.Maximum * input.Width.Maximum;

    public InputTensor Blank()
    {
        var (width, height) = (input.Width.Minimum, input.Height.Minimum);
        return new InputTensor(Type, ShapeOf(width, height), pool) { Size = (width, height), Placement = new(width, height, 0, 0, 1, 1) }.Cleared();
    }

    public InputTensor Encode(ReadOnlySpan<byte> content)
    {
        using var image = ImageDecoder.Decode(content, maxPixels, SizeOf);
        return Encode(image);
    }

    public InputTensor Encode(PixelImage image)
    {
        var (width, height) = SizeOf(image.FullWidth, image.FullHeight);
        var fullWidth = input.Resize == ResizeMode.FitHeight ? input.Width.Bucket(width) : input.Resize == ResizeMode.Limit ? width : input.Width.Minimum;
        var fullHeight = input.Resize == ResizeMode.Limit ? height : input.Height.Minimum;
        var (left, top) = input.Resize == ResizeMode.Fit ? ((fullWidth - width) / 2, (fullHeight - height) / 2) : (0, 0);
        var tensor = new InputTensor(Type, ShapeOf(fullWidth, fullHeight), pool)
        {
            Size = (fullWidth, fullHeight),
            Placement = new(image.FullWidth, image.FullHeight, left, top, (double)width / image.FullWidth, (double)height / image.FullHeight),
        };
        var values = tensor.Floats;
        if (width < fullWidth || height < fullHeight) values.Fill((float)input.Padding);
        Write(image, values, (left, top), (width, height), (fullWidth, fullHeight));
        return tensor;
    }

    /// <summary>How large an image of a size is in the input.</summary>
    public (int Width, int Height) SizeOf(int imageWidth, int imageHeight)
    {
        var (width, height) = (input.Width, input.Height);
        if (input.Resize == ResizeMode.Stretch) return (width.Minimum, height.Minimum);
        var byHeight = (double)height.Maximum / imageHeight;
        if (input.Resize == ResizeMode.FitHeight)
            return (Math.Clamp((int)Math.Ceiling(imageWidth * byHeight), 1, width.Maximum), height.Minimum);
        var scale = Math.Min(byHeight, (double)width.Maximum / imageWidth);
        return input.Resize == ResizeMode.Limit
            ? (Nearest(imageWidth * Math.Min(1, scale), width), Nearest(imageHeight * Math.Min(1, scale), height))
            : (Clamp(imageWidth * scale, width), Clamp(imageHeight * scale, height));

        static int Clamp(double side, InputSize size) => Math.Clamp((int)Math.Round(side), 1, size.Maximum);

        static int Nearest(double side, InputSize size) => Math.Clamp((int)Math.Round(side / size.Step) * size.Step, size.Minimum, size.Maximum);
    }

    private TensorShape ShapeOf(int width, int height) => input.Layout == TensorLayout.Nchw
        ? new(input.ChannelCount, height, width)
        : new(height, width, input.ChannelCount);

    private void Write(PixelImage image, Span<float> values, (int X, int Y) at, (int Width, int Height) content, (int Width, int Height) full)
    {
        var isPlanar = input.Layout == TensorLayout.Nchw;
        var (step, plane) = isPlanar ? (1, full.Width * full.Height) : (input.ChannelCount, 1);
        var isResized = (image.Width, image.Height) != content;
        using var resampler = isResized ? new Resampler(image, content.Width, content.Height) : null;
        for (var y = 0; y < content.Height; y++)
        {
            var target = values[((((at.Y + y) * full.Width) + at.X) * step)..];
            if (resampler is null) _writer.Write(image.Row(y), target, plane);
            else _writer.Write(resampler.Row(y), target, plane);
        }
    }
}
