namespace Winnow.Inference;

/// <summary>Adds up where the time of one run of a session goes. Safe for several threads.</summary>
public sealed class InferenceTimes
{
    private long _onnxTicks;
    private long _calls;

    /// <summary>Time inside ONNX Runtime, added up over all calls.</summary>
    public TimeSpan Onnx => new(Interlocked.Read(ref _onnxTicks));

    /// <summary>Calls of ONNX Runtime.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    internal void Add(TimeSpan onnx)
    {
        Interlocked.Add(ref _onnxTicks, onnx.Ticks);
        Interlocked.Increment(ref _calls);
    }
}
