using System.Buffers;

namespace Winnow.Inference.Internal;

/// <summary>One image as a model's input, <c>[channels, height, width]</c>, in pooled memory.</summary>
internal sealed class ImageTensor(int length, int width) : IDisposable
{
    private float[]? _values = ArrayPool<float>.Shared.Rent(length);

    /// <summary>Pixels; items of the same width can form a batch.</summary>
    public int Width { get; } = width;

    public Memory<float> Values => (_values ?? throw new ObjectDisposedException(nameof(ImageTensor))).AsMemory(0, length);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _values, null) is { } values) ArrayPool<float>.Shared.Return(values);
    }
}
