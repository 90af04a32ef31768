using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Winnow.Inference.Internal.Encoding;

namespace Winnow.Inference.Internal.Devices;

/// <summary>A network on a GPU: inputs and outputs are bound to memory that the device reads and writes without a detour.</summary>
/// <remarks>The memory comes from the session's own arena for it, which keeps it from call to call.</remarks>
internal sealed class PinnedIo : INetworkIo
{
    private readonly InferenceSession _session;
    private readonly string _input;
    private readonly TensorElementType _type;
    private readonly OrtMemoryInfo _memory;
    private readonly OrtAllocator _allocator;
    private readonly RunOptions _run = new();

    /// <param name="session">The network.</param>
    /// <param name="input">Its input.</param>
    /// <param name="type">Its input's type in the file.</param>
    /// <param name="memory">The kind of memory; it is disposed with this.</param>
    /// <exception cref="OnnxRuntimeException">The session has no such memory.</exception>
    public PinnedIo(InferenceSession session, string input, TensorElementType type, OrtMemoryInfo memory)
    {
        (_session, _input, _type, _memory) = (session, input, type, memory);
        _allocator = new(session, memory);
    }

    public int? FixedItems => null;

    /// <summary>The page-locked memory of CUDA.</summary>
    public static OrtMemoryInfo MemoryOf(int device) => new(OrtMemoryInfo.allocatorCUDA_PINNED, OrtAllocatorType.DeviceAllocator, device, OrtMemType.CpuOutput);

    public IDisposableReadOnlyCollection<OrtValue> Run(IReadOnlyList<InputTensor> inputs, string[] outputs)
    {
        using var tensor = OrtValue.CreateAllocatedTensorValue(_allocator, _type, inputs[0].Shape.Of(inputs.Count));
        InputBatch.Write(inputs, _type, tensor.GetTensorMutableRawData());
        using var binding = _session.CreateIoBinding();
        binding.BindInput(_input, tensor);
        foreach (var output in outputs) binding.BindOutputToDevice(output, _memory);
        binding.SynchronizeBoundInputs();
        var values = _session.RunWithBoundResults(_run, binding);
        binding.SynchronizeBoundOutputs();
        return values;
    }

    public void Dispose()
    {
        _run.Dispose();
        _allocator.Dispose();
        _memory.Dispose();
    }
}
