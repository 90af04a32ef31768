using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Winnow.Inference.Internal.Devices;
using Winnow.Inference.Internal.Encoding;
using Winnow.Inference.Tests.Support;

namespace Winnow.Inference.Tests.Internal.Devices;

/// <summary>The ways in which batches get to a device and back, with the memory of this machine in place of a device's.</summary>
public sealed class NetworkIoTests
{
    private static readonly string[] s_outputs = ["scores"];

    [Theory]
    [InlineData("host", Onnx.Float)]
    [InlineData("host", Onnx.Half)]
    [InlineData("pinned", Onnx.Float)]
    [InlineData("pinned", Onnx.Half)]
    [InlineData("graph", Onnx.Float)]
    [InlineData("graph", Onnx.Half)]
    public void Run_BatchesOfSeveralSizes_GiveEachItemItsNumbers(string kind, int type)
    {
        using var session = new InferenceSession(Onnx.Chain(type, [null, 1, 1, 2], [null, 2], "Flatten"));
        using var io = Create(kind, session, type == Onnx.Half ? TensorElementType.Float16 : TensorElementType.Float);
        foreach (var count in new[] { 3, 1, 4 })
        {
            InputTensor[] inputs = [.. Enumerable.Range(0, count).Select(i => Input(i + 0.5f, -i))];
            using var output = new Winnow.Inference.Internal.Running.NetworkOutput(io.Run(inputs, s_outputs), count);
            Assert.Equal([count, 2], output.ShapeOf(0));
            for (var i = 0; i < count; i++) Assert.Equal([i + 0.5f, -i], output.ValuesOf(0, i).ToArray());
            Array.ForEach(inputs, input => input.Dispose());
        }
    }

    [Fact]
    public void Fits_AxisThatIsFree_IsNoGraph()
    {
        using var free = new InferenceSession(Onnx.Chain([null, 1, 1, null], [null, null], "Flatten"));
        using var still = new InferenceSession(Onnx.Chain([null, 1, 1, 2], [null, 2], "Flatten"));
        Assert.False(GraphIo.Fits(free));
        Assert.True(GraphIo.Fits(still));
    }

    private static INetworkIo Create(string kind, InferenceSession session, TensorElementType type) => kind switch
    {
        "pinned" => new PinnedIo(session, "image", type, Memory()),
        "graph" => new GraphIo(session, "image", 4, Memory(), Memory(), Copy),
        _ => new HostIo(session, "image", type),
    };

    private static unsafe void Copy(nint target, nint source, long bytes) => Buffer.MemoryCopy((void*)source, (void*)target, bytes, bytes);

    private static OrtMemoryInfo Memory() => new(OrtMemoryInfo.allocatorCPU, OrtAllocatorType.DeviceAllocator, 0, OrtMemType.Default);

    private static InputTensor Input(float left, float right)
    {
        var input = new InputTensor(TensorElementType.Float, new(1, 1, 2), new(0));
        (input.Floats[0], input.Floats[1]) = (left, right);
        return input;
    }
}
