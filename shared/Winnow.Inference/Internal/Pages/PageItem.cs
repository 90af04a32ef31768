using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Internal.Images;
using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Internal.Pages;

/// <summary>A page that is ready for its detector, and the means to cut its lines out later.</summary>
internal sealed class PageItem : IPreparedItem
{
    private readonly ReadOnlyMemory<byte> _content;
    private readonly int _maxPixels;
    private PixelImage? _image;

    private PageItem(InputTensor input, ReadOnlyMemory<byte> content, PixelImage? image, int maxPixels) =>
        (Input, _content, _image, _maxPixels, ByteCount) = (input, content, image, maxPixels, input.ByteCount + (image?.Pixels.Length ?? 0));

    public InputTensor Input { get; }

    public TensorShape Shape => Input.Shape;

    public int ByteCount { get; }

    /// <exception cref="InvalidDataException">It is no image that can be decoded.</exception>
    public static PageItem Prepare(ReadOnlyMemory<byte> content, ImageEncoder encoder, int maxPixels)
    {
        var image = ImageDecoder.Decode(content.Span, maxPixels, encoder.SizeOf);
        var isKept = false;
        try
        {
            var input = encoder.Encode(image);
            isKept = image.IsWhole && image.IsSmall;
            return new(input, content, isKept ? image : null, maxPixels);
        }
        finally
        {
            if (!isKept) image.Dispose();
        }
    }

    /// <summary>The whole page, to be disposed. A large page is decoded once more: many wait, each of several times the size of its input.</summary>
    /// <exception cref="InvalidDataException">It cannot be decoded.</exception>
    public PixelImage Open() => Interlocked.Exchange(ref _image, null) ?? ImageDecoder.Decode(_content.Span, _maxPixels);

    public void Dispose()
    {
        Interlocked.Exchange(ref _image, null)?.Dispose();
        Input.Dispose();
    }
}
