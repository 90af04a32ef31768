using System.Numerics;

namespace Winnow.Inference.Internal.Encoding;

/// <summary>Memory for the inputs of one session, of any size; it goes with the session. Safe for several threads.</summary>
/// <remarks>
/// Arrays have sizes of powers of two. Those that nobody uses take at most as many bytes as are said, or are but one: when one comes back that would be too many,
/// the others are let go, since inputs have other sizes now than they had.
/// </remarks>
/// <param name="maxBytes">First value of <see cref="MaxBytes"/>.</param>
internal sealed class InputPool(long maxBytes)
{
    private readonly Lock _lock = new();
    private readonly Stack<byte[]>?[] _kept = new Stack<byte[]>?[32];
    private long _bytes;

    /// <summary>Most that is kept while nobody uses it, in bytes.</summary>
    public long MaxBytes { get; set; } = maxBytes;

    /// <summary>Bytes that are kept while nobody uses them.</summary>
    public long KeptBytes => Interlocked.Read(ref _bytes);

    /// <summary>An array of at least this length, with anything in it.</summary>
    /// <exception cref="OutOfMemoryException">There is no array of that size.</exception>
    public byte[] Rent(int length)
    {
        var power = BitOperations.Log2((uint)Math.Max(1, length - 1)) + 1;
        lock (_lock)
        {
            if (_kept[power] is { } some && some.TryPop(out var array))
            {
                _bytes -= array.Length;
                return array;
            }
        }

        return GC.AllocateUninitializedArray<byte>((int)Math.Min(1L << power, Array.MaxLength));
    }

    /// <summary>Takes an array back, once.</summary>
    public void Return(byte[] array)
    {
        var power = BitOperations.Log2((uint)(array.Length - 1)) + 1;
        lock (_lock)
        {
            if (_bytes + array.Length > MaxBytes) Clear();
            (_kept[power] ??= new()).Push(array);
            _bytes += array.Length;
        }
    }

    private void Clear()
    {
        Array.Clear(_kept);
        _bytes = 0;
    }
}
