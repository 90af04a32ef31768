namespace Winnow.Local.TaskHub;

/// <summary>Wakes one waiting loop; signals that come while it is busy count as one.</summary>
internal sealed class AsyncSignal : IDisposable
{
    private readonly SemaphoreSlim semaphore = new(0, 1);
    private int pending;

    public void Set()
    {
        if (Interlocked.Exchange(ref pending, 1) == 0)
        {
            semaphore.Release();
        }
    }

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await semaphore.WaitAsync(cancellationToken);
        Interlocked.Exchange(ref pending, 0);
    }

    public void Dispose() => semaphore.Dispose();
}
