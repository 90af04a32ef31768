namespace Winnow.Inference.Internal.Images;

/// <summary>Keeps decoded images from filling the memory: large ones wait for each other.</summary>
internal static class PixelMemory
{
    /// <summary>Pixels of 4 bytes that may be in memory at once; an image that is larger by itself waits until it is alone.</summary>
    private const long MaxPixels = 48_000_000;

    /// <summary>Images below this size do not count: there are never many at once.</summary>
    private const long SmallPixels = 1_000_000;

    private static readonly object s_lock = new();
    private static long s_pixels;

    /// <summary>Waits until there is room.</summary>
    /// <returns>Gives it back; null for small images.</returns>
    public static IDisposable? Take(long pixels)
    {
        if (pixels < SmallPixels) return null;
        lock (s_lock)
        {
            while (s_pixels > 0 && s_pixels + pixels > MaxPixels) Monitor.Wait(s_lock);
            s_pixels += pixels;
        }

        return new Part(pixels);
    }

    private sealed class Part(long pixels) : IDisposable
    {
        private long _pixels = pixels;

        public void Dispose()
        {
            lock (s_lock)
            {
                s_pixels -= Interlocked.Exchange(ref _pixels, 0);
                Monitor.PulseAll(s_lock);
            }
        }
    }
}
