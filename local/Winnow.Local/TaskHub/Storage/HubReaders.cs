using System.Collections.Concurrent;

namespace Winnow.Local.TaskHub.Storage;

/// <summary>Lends readers to whoever needs one; WAL lets them read while the hub writes.</summary>
internal sealed class HubReaders(HubDatabase database) : IDisposable
{
    private readonly ConcurrentBag<HubReader> idle = [];
    private volatile bool disposed;

    public T Read<T>(Func<HubReader, T> read)
    {
        ObjectDisposedException.ThrowIf(disposed, typeof(TaskHubService));
        var reader = idle.TryTake(out var available) ? available : new HubReader(database.OpenReader());
        try
        {
            return read(reader);
        }
        finally
        {
            Return(reader);
        }
    }

    public void Dispose()
    {
        disposed = true;
        while (idle.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    private void Return(HubReader reader)
    {
        if (disposed)
        {
            reader.Dispose();
        }
        else
        {
            idle.Add(reader);
        }
    }
}
