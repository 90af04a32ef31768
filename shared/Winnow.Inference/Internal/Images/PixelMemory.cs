namespace Winnow.Inference.Internal.Images;

/// <summary>Keeps decoded images from filling the memory: large ones wait for each other. Safe for several threads.</summary>
/// <param name="maxPixels">Pixels of 4 bytes that may be in memory at once; an image that is larger by itself waits until it is alone.</param>
/// <param name="smallPixels">Images below this size do not count: there are never many at once.</param>
internal sealed class PixelMemory(long maxPixels, long smallPixels)
{
    private readonly object _lock = new();
    private long _pixels;

    /// <summary>That of this process.</summary>
    public static PixelMemory Shared { get; } = new(48_000_000, 1_000_000);

    /// <summary>What is taken now.</summary>
    public long Pixels => Interlocked.Read(ref _pixels);

    /// <summary>Waits until there is room, and makes what takes it.</summary>
    /// <param name="pixels">How many it has.</param>
    /// <param name="create">Is handed what gives the room back, null for small images; when it throws, the room is given back here.</param>
    public T Take<T>(long pixels, Func<IDisposable?, T> create)
    {
        var part = pixels < smallPixels ? null : Wait(pixels);
        try
        {
            return create(part);
        }
        catch
        {
            part?.Dispose();
            throw;
        }
    }

    private Part Wait(long pixels)
    {
        var part = new Part(this, pixels);
        lock (_lock)
        {
            while (_pixels > 0 && _pixels + pixels > maxPixels) Monitor.Wait(_lock);
            _pixels += pixels;
        }

        return part;
    }

    private void Return(long pixels)
    {
        lock (_lock)
        {
            _pixels -= pixels;
            Monitor.PulseAll(_lock);
        }
    }

    private sealed class Part(PixelMemory memory, long pixels) : IDisposable
    {
        private long _pixels = pixels;

        public void Dispose() => memory.Return(Interlocked.Exchange(ref _pixels, 0));
    }
}
