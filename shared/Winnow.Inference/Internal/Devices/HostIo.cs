using System.Buffers;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Winnow.Inference.Internal.Encoding;

namespace Winnow.Inference.Internal.Devices;

/// <summary>A network that runs where its inputs are: on the CPU.</summary>
internal sealed class HostIo(InferenceSession session, string input, TensorElementType type) : INetworkIo
{
    private readonly RunOptions _run = new();

    public int? FixedItems => null;

    public IDisposableReadOnlyCollection<OrtValue> Run(IReadOnlyList<InputTensor> inputs, string[] outputs)
    {
        // The item's own memory will do when there is but one.
        if (inputs.Count == 1 && inputs[0].Type == type) return Run(inputs[0].Bytes, inputs[0].Shape.Of(1), outputs);
        var bytes = InputBatch.BytesOf(inputs[0], inputs.Count, type);
        var joined = ArrayPool<byte>.Shared.Rent(bytes);
        try
        {
            InputBatch.Write(inputs, type, joined.AsSpan(0, bytes));
            return Run(joined.AsSpan(0, bytes), inputs[0].Shape.Of(inputs.Count), outputs);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(joined);
        }
    }

    public void Dispose() => _run.Dispose();

    private unsafe IDisposableReadOnlyCollection<OrtValue> Run(Span<byte> bytes, long[] shape, string[] outputs)
    {
        fixed (byte* pointer = bytes)
        {
            using var tensor = OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, type, shape, (nint)pointer, bytes.Length);
            return session.Run(_run, [input], [tensor], outputs);
        }
    }
}
