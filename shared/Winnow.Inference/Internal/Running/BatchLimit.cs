namespace Winnow.Inference.Internal.Running;

/// <summary>How many items go into a call: fewer from the moment on when a device had no memory for as many. Safe for several threads.</summary>
/// <param name="size">Items to begin with.</param>
/// <param name="what">What items are called in warnings, with the network that takes them where there are several.</param>
internal sealed class BatchLimit(int size, string what)
{
    private readonly Lock _lock = new();
    private readonly List<string> _warnings = [];
    private int _items = size;

    /// <summary>Most items of a call, at least 1.</summary>
    public int Items => Volatile.Read(ref _items);

    /// <summary>One for each time that it was halved.</summary>
    public IReadOnlyList<string> Warnings
    {
        get
        {
            lock (_lock) return [.. _warnings];
        }
    }

    /// <summary>Runs items in as few calls as the limit allows; those for which there was no memory are run again, half as many at once.</summary>
    /// <exception cref="DeviceMemoryException">There is not enough for one item.</exception>
    public void Run<T>(T[] items, Action<T[]> run)
    {
        for (var start = 0; start < items.Length;)
        {
            var count = Math.Min(Items, items.Length - start);
            try
            {
                run(count == items.Length ? items : items[start..(start + count)]);
                start += count;
            }
            catch (DeviceMemoryException exception) when (count > 1)
            {
                Halve(count, exception.Message);
            }
        }
    }

    private void Halve(int count, string reason)
    {
        var half = count / 2;
        lock (_lock)
        {
            // Another thread may have been here first.
            if (half >= _items) return;
            _items = half;
            _warnings.Add($"{count} {what} at once need more memory than the device has; at most {half} were run at once from then on ({Reason.Cut(reason)}).");
        }
    }
}
