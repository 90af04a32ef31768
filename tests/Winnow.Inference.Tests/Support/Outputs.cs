using System.Collections;
using Microsoft.ML.OnnxRuntime;
using Winnow.Inference.Internal.Running;

namespace Winnow.Inference.Tests.Support;

/// <summary>Outputs of a network that does not exist.</summary>
internal sealed class Outputs : IDisposableReadOnlyCollection<OrtValue>
{
    private readonly List<OrtValue> _values;

    private Outputs((long[] Shape, float[] Values)[] outputs) =>
        _values = [.. outputs.Select(output => OrtValue.CreateTensorValueFromMemory(output.Values, output.Shape))];

    public int Count => _values.Count;

    public OrtValue this[int index] => _values[index];

    /// <summary>What a network gave for one item.</summary>
    public static NetworkOutput Of(params (long[] Shape, float[] Values)[] outputs) => new(new Outputs(outputs), 1);

    /// <summary>What a network gave for several items, one number each.</summary>
    public static NetworkOutput OfBatch(float[] values) => new(new Outputs([([values.Length, 1], values)]), values.Length);

    public IEnumerator<OrtValue> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose() => _values.ForEach(value => value.Dispose());
}
