using System.Buffers;

namespace Winnow.Inference.Internal.Images;

/// <summary>A decoded image in pooled memory: 4 bytes per pixel, R G B and one unused, rows top to bottom without gaps.</summary>
internal sealed class PixelImage(int width, int height) : IDisposable
{
    private byte[]? _pixels = ArrayPool<byte>.Shared.Rent(checked(width * height * 4));

    public int Width { get; } = width;

    public int Height { get; } = height;

    public Span<byte> Pixels => (_pixels ?? throw new ObjectDisposedException(nameof(PixelImage))).AsSpan(0, Width * Height * 4);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _pixels, null) is { } pixels) ArrayPool<byte>.Shared.Return(pixels);
    }
}
