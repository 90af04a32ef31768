using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Internal.Pages;

/// <summary>A page that is ready for its detector. It is decoded once more when its lines are read: a decoded page is large, and many wait.</summary>
internal sealed record PageItem(InputTensor Input, ReadOnlyMemory<byte> Content) : IPreparedItem
{
    public TensorShape Shape => Input.Shape;

    public int ByteCount => Input.ByteCount;

    public void Dispose() => Input.Dispose();
}
