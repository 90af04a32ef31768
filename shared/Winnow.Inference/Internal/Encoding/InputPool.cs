using System.Numerics;

namespace Winnow.Inference.Internal.Encoding;

/// <summary>Memory for the inputs of one session, of any size; it goes with the session. Safe for several threads.</summary>
/// <remarks>
/// Arrays have eight sizes between one power of two and the next. Those that nobody uses take at most as many bytes as are said, or are but one: when one comes back that would be too many,
/// the others are let go, since inputs have other sizes now than they had.
/// </remarks>
/// <param name="maxBytes">First value of <see cref="MaxBytes"/>.</param>
internal sealed class InputPool(long maxBytes)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, Stack<byte[]>> _kept = [];
    private long _bytes;

    /// <summary>Most that is kept while nobody uses it, in bytes.</summary>
    public long MaxBytes { get; set; } = maxBytes;

    /// <summary>Bytes that are kept while nobody uses them.</summary>
    public long KeptBytes => Interlocked.Read(ref _bytes);

    /// <summary>An array of at least this length, with anything in it.</summary>
    /// <exception cref="OutOfMemoryException">There is no array of that size.</exception>
    public byte[] Rent(int length)
    {
        var size = SizeOf(length);
        lock (_lock)
        {
            if (_kept.TryGetValue(size, out var some) && some.TryPop(out var array))
            {
                _bytes -= array.Length;
                return array;
            }
        }

        return GC.AllocateUninitializedArray<byte>(size);
    }

    /// <summary>Takes an array back, once.</summary>
    public void Return(byte[] array)
    {
        lock (_lock)
        {
            if (_bytes + array.Length > MaxBytes) Clear();
            if (!_kept.TryGetValue(array.Length, out var same)) _kept.Add(array.Length, same = new());
            same.Push(array);
            _bytes += array.Length;
        }
    }

    private static int SizeOf(int length)
    {
        var step = Math.Max(16, (long)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, length)) / 16);
        return (int)Math.Min((Math.Max(1, length) + step - 1) / step * step, Array.MaxLength);
    }

    private void Clear()
    {
        _kept.Clear();
        _bytes = 0;
    }
}
