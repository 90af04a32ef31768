namespace Winnow.Inference.Internal.Running;

/// <summary>How much of all runs of a session is in memory: files that were read and inputs that were prepared. Safe for several threads.</summary>
/// <param name="maxBytes">From here on nothing more is read; what is being read then still comes in.</param>
internal sealed class ReadAhead(long maxBytes)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _change;
    private long _bytes;

    public long MaxBytes => maxBytes;

    public long Bytes => Interlocked.Read(ref _bytes);

    public void Add(long bytes) => Interlocked.Add(ref _bytes, bytes);

    public void Remove(long bytes)
    {
        Interlocked.Add(ref _bytes, -bytes);
        lock (_lock)
        {
            _change?.TrySetResult();
            _change = null;
        }
    }

    /// <summary>Waits until there is room, or until the run has nothing of its own in memory: every run goes on, whatever others keep.</summary>
    /// <param name="isEmpty">Whether the run has nothing in memory.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public async ValueTask WaitAsync(Func<bool> isEmpty, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task change;
            lock (_lock)
            {
                if (Bytes < maxBytes || isEmpty()) return;
                change = (_change ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            await change.WaitAsync(cancellationToken);
        }
    }
}
