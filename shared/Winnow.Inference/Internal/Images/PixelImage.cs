using System.Buffers;

namespace Winnow.Inference.Internal.Images;

/// <summary>A decoded image in pooled memory: 4 bytes per pixel, R G B and one unused, rows top to bottom without gaps.</summary>
internal sealed class PixelImage : IDisposable
{
    private byte[]? _pixels;
    private IDisposable? _memory;

    public PixelImage(int width, int height)
    {
        (Width, Height, FullWidth, FullHeight) = (width, height, width, height);
        _pixels = ArrayPool<byte>.Shared.Rent(checked(width * height * 4));
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Width of the file's image, which may have been made smaller while it was decoded.</summary>
    public int FullWidth { get; init; }

    /// <inheritdoc cref="FullWidth"/>
    public int FullHeight { get; init; }

    /// <summary>Whether it was not made smaller.</summary>
    public bool IsWhole => (Width, Height) == (FullWidth, FullHeight);

    /// <summary>Whether it is so small that <see cref="PixelMemory"/> does not count it, so that it may be kept while others are decoded.</summary>
    public bool IsSmall => _memory is null;

    /// <summary>The image's part of <see cref="PixelMemory"/>, given back with it.</summary>
    public IDisposable? Memory
    {
        init => _memory = value;
    }

    public Span<byte> Pixels => (_pixels ?? throw new ObjectDisposedException(nameof(PixelImage))).AsSpan(0, Width * Height * 4);

    public ReadOnlySpan<byte> Row(int y) => Pixels.Slice(y * Width * 4, Width * 4);

    /// <summary>Lets another image take over what is given back in the end.</summary>
    public IDisposable? HandOverMemory() => Interlocked.Exchange(ref _memory, null);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _pixels, null) is not { } pixels) return;
        ArrayPool<byte>.Shared.Return(pixels);
        _memory?.Dispose();
    }
}
