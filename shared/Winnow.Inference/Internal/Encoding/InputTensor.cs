using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Tensors;
using Winnow.Inference.Internal.Images;
using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Internal.Encoding;

/// <summary>One item as a model's input, in pooled memory.</summary>
internal sealed class InputTensor : IPreparedItem
{
    private readonly InputPool _pool;
    private byte[]? _buffer;

    /// <param name="type">Float or Int64.</param>
    /// <param name="shape">The axes.</param>
    /// <param name="pool">Where its memory comes from.</param>
    public InputTensor(TensorElementType type, TensorShape shape, InputPool pool)
    {
        (Type, Shape, _pool) = (type, shape, pool);
        ByteCount = checked(shape.Elements * (type == TensorElementType.Int64 ? sizeof(long) : sizeof(float)));
        _buffer = pool.Rent(ByteCount);
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
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer) _pool.Return(buffer);
    }
}
