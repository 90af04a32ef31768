using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Tensors;
using Winnow.Inference.Internal.Encoding;

namespace Winnow.Inference.Internal.Devices;

/// <summary>Puts the inputs of a batch one behind the other, in the type that the file takes.</summary>
internal static class InputBatch
{
    /// <summary>Bytes of a batch.</summary>
    /// <param name="input">One of it.</param>
    /// <param name="items">How many there are.</param>
    /// <param name="type">Of the file's input: that of the items, or half precision for items in single precision.</param>
    public static int BytesOf(InputTensor input, int items, TensorElementType type) =>
        checked(items * (type == TensorElementType.Float16 ? input.ByteCount / 2 : input.ByteCount));

    /// <summary>Copies the inputs; what is left of the target is cleared.</summary>
    public static void Write(IReadOnlyList<InputTensor> inputs, TensorElementType type, Span<byte> target)
    {
        foreach (var input in inputs)
        {
            var length = BytesOf(input, 1, type);
            if (type == TensorElementType.Float16) TensorPrimitives.ConvertToHalf(input.Floats, MemoryMarshal.Cast<byte, Half>(target[..length]));
            else input.Bytes.CopyTo(target);
            target = target[length..];
        }

        target.Clear();
    }
}
