namespace Winnow.Inference;

/// <summary>Adds up where the time of one run of a session goes. Safe for several threads.</summary>
public sealed class InferenceTimes
{
    private long _onnxTicks;
    private long _calls;

    /// <summary>Time inside ONNX Runtime, added up over all calls.</summary>
    public TimeSpan Onnx => new(Interlocked.Read(ref _onnxTicks));

    /// <summary>Calls of ONNX Runtime in which the run took part.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>Adds a share of the time of calls in which several runs took part.</summary>
    internal void Add(InferenceTimes other, double share)
    {
        Interlocked.Add(ref _onnxTicks, (long)(other.Onnx.Ticks * share));
        Interlocked.Add(ref _calls, other.Calls);
    }

    internal void Add(TimeSpan onnx)
    {
        Interlocked.Add(ref _onnxTicks, onnx.Ticks);
        Interlocked.Increment(ref _calls);
    }
}
