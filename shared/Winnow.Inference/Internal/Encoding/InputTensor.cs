using System.Buffers;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Tensors;
using Winnow.Inference.Internal.Images;
using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Internal.Encoding;

/// <summary>One item as a model's input, in pooled memory.</summary>
internal sealed class InputTensor : IPreparedItem
{
    /// <summary>Of its own: the shared pool keeps few arrays of a size, and here hundreds wait at once.</summary>
    private static readonly ArrayPool<byte> s_pool = ArrayPool<byte>.Create(16 << 20, 512);
    private byte[]? _buffer;

    /// <param name="type">Float or Int64.</param>
    /// <param name="shape">The axes.</param>
    public InputTensor(TensorElementType type, TensorShape shape)
    {
        (Type, Shape) = (type, shape);
        ByteCount = checked(shape.Elements * (type == TensorElementType.Int64 ? sizeof(long) : sizeof(float)));
        _buffer = s_pool.Rent(ByteCount);
    }

    public TensorElementType Type { get; }

    public TensorShape Shape { get; }

    public int ByteCount { get; }

    /// <summary>Images: size of the input in pixels.</summary>
    public (int Width, int Height) Size { get; init; }

    /// <summary>Images: where the image lies.</summary>
    public ImagePlacement Placement { get; init; }

    /// <summary>Texts and strokes: tokens or points; the rest is padding.</summary>
    public int Length { get; init; }

    public Span<byte> Bytes => (_buffer ?? throw new ObjectDisposedException(nameof(InputTensor))).AsSpan(0, ByteCount);

    public Span<float> Floats => MemoryMarshal.Cast<byte, float>(Bytes);

    public Span<long> Ids => MemoryMarshal.Cast<byte, long>(Bytes);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer) s_pool.Return(buffer);
    }
}
