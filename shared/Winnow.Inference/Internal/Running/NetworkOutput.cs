using System.Buffers;
using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Winnow.Inference.Internal.Running;

/// <summary>What a network gave for a batch, output by output in the order of the decoder's specifications; in single precision, whatever the file has.</summary>
internal sealed class NetworkOutput : IDisposable
{
    private readonly IDisposableReadOnlyCollection<OrtValue> _values;
    private readonly long[][] _shapes;
    private readonly float[]?[] _widened;

    /// <param name="values">Float or Float16; disposed with this.</param>
    /// <param name="count">Items.</param>
    public NetworkOutput(IDisposableReadOnlyCollection<OrtValue> values, int count)
    {
        (_values, Count) = (values, count);
        _shapes = new long[values.Count][];
        _widened = new float[values.Count][];
        for (var i = 0; i < values.Count; i++)
        {
            var kind = values[i].GetTensorTypeAndShape();
            _shapes[i] = kind.Shape;
            if (kind.ElementDataType == TensorElementType.Float16) _widened[i] = Widen(values[i].GetTensorDataAsSpan<Float16>());
        }
    }

    /// <summary>Items.</summary>
    public int Count { get; }

    /// <summary>An output's shape, the items' axis first.</summary>
    public IReadOnlyList<long> ShapeOf(int output) => _shapes[output];

    /// <summary>The size of an axis of an output; 0 is the items' axis.</summary>
    public int Size(int output, int axis) => checked((int)_shapes[output][axis]);

    /// <summary>The numbers of one item in one output.</summary>
    public ReadOnlySpan<float> ValuesOf(int output, int item)
    {
        var length = 1;
        foreach (var size in _shapes[output].AsSpan(1)) length = checked(length * (int)size);
        var all = _widened[output] is { } widened ? widened : _values[output].GetTensorDataAsSpan<float>();
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

    public void Dispose()
    {
        foreach (var widened in _widened)
        {
            if (widened is not null) ArrayPool<float>.Shared.Return(widened);
        }

        _values.Dispose();
    }

    private static float[] Widen(ReadOnlySpan<Float16> values)
    {
        var widened = ArrayPool<float>.Shared.Rent(values.Length);
        TensorPrimitives.ConvertToSingle(System.Runtime.InteropServices.MemoryMarshal.Cast<Float16, Half>(values), widened);
        return widened;
    }
}
