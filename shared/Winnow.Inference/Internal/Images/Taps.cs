using System.Buffers;

namespace Winnow.Inference.Internal.Images;

/// <summary>Which source pixels make up each target pixel along one axis, and how much of each; in pooled memory.</summary>
internal sealed class Taps : IDisposable
{
    private readonly int _stride;
    private readonly int[] _starts;
    private readonly int[] _counts;
    private readonly float[] _weights;

    /// <param name="source">Pixels of the source along the axis.</param>
    /// <param name="target">Pixels of the target along the axis.</param>
    public Taps(int source, int target)
    {
        var scale = (double)source / target;
        var support = Math.Max(1, scale);
        _stride = Math.Min(source, (int)Math.Ceiling(2 * support) + 1);
        _starts = ArrayPool<int>.Shared.Rent(target);
        _counts = ArrayPool<int>.Shared.Rent(target);
        _weights = ArrayPool<float>.Shared.Rent(target * _stride);
        for (var i = 0; i < target; i++)
        {
            var centre = (i + 0.5) * scale;
            var start = Math.Max(0, (int)(centre - support + 0.5));
            var end = Math.Min(source, (int)(centre + support + 0.5));
            _starts[i] = start;
            _counts[i] = Math.Max(1, end - start);
            Weigh(_weights.AsSpan(i * _stride, _counts[i]), start - centre + 0.5, support);
        }
    }

    /// <summary>Most source pixels of one target pixel.</summary>
    public int Most => _stride;

    public int StartOf(int target) => _starts[target];

    public ReadOnlySpan<float> WeightsOf(int target) => _weights.AsSpan(target * _stride, _counts[target]);

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_starts);
        ArrayPool<int>.Shared.Return(_counts);
        ArrayPool<float>.Shared.Return(_weights);
    }

    /// <param name="weights">Of the source pixels from the first on.</param>
    /// <param name="first">Distance of the first of them from the middle of the target pixel.</param>
    /// <param name="support">Distance from which on nothing counts.</param>
    private static void Weigh(Span<float> weights, double first, double support)
    {
        var sum = 0.0;
        for (var k = 0; k < weights.Length; k++) sum += Math.Max(0, 1 - Math.Abs((first + k) / support));
        for (var k = 0; k < weights.Length; k++) weights[k] = (float)(Math.Max(0, 1 - Math.Abs((first + k) / support)) / sum);
    }
}
