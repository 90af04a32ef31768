using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Winnow.Inference.Internal.Encoding;

namespace Winnow.Inference.Internal.Devices;

/// <summary>A network that was recorded as a CUDA graph: every call has the same number of items, at the same addresses on the device.</summary>
/// <remarks>One call at a time. The first call records; ONNX Runtime plays it back for all others.</remarks>
internal sealed class GraphIo : INetworkIo
{
    private readonly Lock _lock = new();
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly OrtIoBinding _binding;
    private readonly string[] _outputs;
    private readonly OrtValue[] _device;
    private readonly OrtValue[] _host;
    private readonly List<IDisposable> _parts = [];
    private readonly DeviceCopy _copy;

    /// <param name="session">The network, opened with <c>enable_cuda_graph</c>; all its shapes are fixed but for the items' axis.</param>
    /// <param name="input">Its input.</param>
    /// <param name="items">Items of every call.</param>
    /// <param name="device">Memory of the device; disposed with this.</param>
    /// <param name="pinned">Memory of this process that the device reaches; disposed with this.</param>
    /// <param name="copy">Copies between the two.</param>
    /// <exception cref="OnnxRuntimeException">The session has no such memory.</exception>
    public GraphIo(InferenceSession session, string input, int items, OrtMemoryInfo device, OrtMemoryInfo pinned, DeviceCopy copy)
    {
        (_session, FixedItems, _copy) = (session, items, copy);
        var (onDevice, onHost) = (Keep(new OrtAllocator(session, device)), Keep(new OrtAllocator(session, pinned)));
        _parts.AddRange([device, pinned]);
        _outputs = [.. session.OutputMetadata.Keys];
        _device = Allocate(onDevice, input, items);
        _host = Allocate(onHost, input, items);
        _binding = Keep(session.CreateIoBinding());
        _binding.BindInput(input, _device[0]);
        for (var i = 0; i < _outputs.Length; i++) _binding.BindOutput(_outputs[i], _device[i + 1]);
    }

    public int? FixedItems { get; }

    /// <summary>Whether all shapes of a model are fixed but for the items' axis, and all its outputs single or half precision.</summary>
    public static bool Fits(InferenceSession session) =>
        session.InputMetadata.Values.Concat(session.OutputMetadata.Values).All(node => node.IsTensor && node.Dimensions.Length > 0 && node.Dimensions.Skip(1).All(size => size > 0));

    public IDisposableReadOnlyCollection<OrtValue> Run(IReadOnlyList<InputTensor> inputs, string[] outputs)
    {
        lock (_lock)
        {
            InputBatch.Write(inputs, _host[0].GetTensorTypeAndShape().ElementDataType, _host[0].GetTensorMutableRawData());
            Copy(_host[0], _device[0]);
            _session.RunWithBinding(_run, _binding);
            _binding.SynchronizeBoundOutputs();
            for (var i = 1; i < _device.Length; i++) Copy(_device[i], _host[i]);
            return new HostCopies(outputs.Select(output => CopyOf(_host[1 + Array.IndexOf(_outputs, output)], inputs.Count)));
        }
    }

    public void Dispose()
    {
        foreach (var value in _device.Concat(_host)) value.Dispose();
        for (var i = _parts.Count - 1; i >= 0; i--) _parts[i].Dispose();
        _run.Dispose();
    }

    private unsafe void Copy(OrtValue source, OrtValue target)
    {
        // Only the addresses are taken: one of them is not this process's.
        var from = source.GetTensorMutableRawData();
        var to = target.GetTensorMutableRawData();
        _copy((nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(to)), (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(from)), from.Length);
    }

    private T Keep<T>(T part)
        where T : IDisposable
    {
        _parts.Add(part);
        return part;
    }

    private OrtValue[] Allocate(OrtAllocator allocator, string input, int items) =>
        [.. new[] { _session.InputMetadata[input] }.Concat(_outputs.Select(output => _session.OutputMetadata[output]))
            .Select(node => OrtValue.CreateAllocatedTensorValue(allocator, node.ElementDataType, [items, .. node.Dimensions.Skip(1).Select(size => (long)size)]))];

    /// <summary>The first items of an output, which the next call will write over.</summary>
    private static OrtValue CopyOf(OrtValue output, int items)
    {
        var kind = output.GetTensorTypeAndShape();
        var copy = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, kind.ElementDataType, [items, .. kind.Shape[1..]]);
        var target = copy.GetTensorMutableRawData();
        output.GetTensorMutableRawData()[..target.Length].CopyTo(target);
        return copy;
    }

    private sealed class HostCopies(IEnumerable<OrtValue> values) : List<OrtValue>(values), IDisposableReadOnlyCollection<OrtValue>
    {
        public void Dispose() => ForEach(value => value.Dispose());
    }
}
