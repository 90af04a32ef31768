using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;

namespace Winnow.Inference.Internal.Running;

/// <summary>What a network gave for a batch, output by output in the order of the decoder's specifications.</summary>
internal sealed class NetworkOutput(IDisposableReadOnlyCollection<OrtValue> values, int count) : IDisposable
{
    private readonly long[][] _shapes = [.. values.Select(value => value.GetTensorTypeAndShape().Shape)];

    /// <summary>Items.</summary>
    public int Count => count;

    /// <summary>An output's shape, the items' axis first.</summary>
    public IReadOnlyList<long> ShapeOf(int output) => _shapes[output];

    /// <summary>The size of an axis of an output; 0 is the items' axis.</summary>
    public int Size(int output, int axis) => checked((int)_shapes[output][axis]);

    /// <summary>The numbers of one item in one output.</summary>
    public ReadOnlySpan<float> ValuesOf(int output, int item)
    {
        var all = values[output].GetTensorDataAsSpan<float>();
        var length = all.Length / count;
        return all.Slice(item * length, length);
    }

    public bool IsFinite(int item)
    {
        for (var output = 0; output < _shapes.Length; output++)
        {
            var numbers = ValuesOf(output, item);
            // NaN and infinities come through as the largest magnitude.
            if (!numbers.IsEmpty && !float.IsFinite(TensorPrimitives.MaxMagnitude(numbers))) return false;
        }

        return true;
    }

    public void Dispose() => values.Dispose();
}
