using System.Collections.Concurrent;

namespace Winnow.Local.Storage;

/// <summary>Lends readers of a SQLite file to whoever needs one; WAL lets them read while the one writer writes.</summary>
internal sealed class ReaderPool<TReader>(Func<TReader> open) : IDisposable
    where TReader : IDisposable
{
    private readonly ConcurrentBag<TReader> idle = [];
    private volatile bool disposed;

    public T Read<T>(Func<TReader, T> read)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        var reader = idle.TryTake(out var available) ? available : open();
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

    private void Return(TReader reader)
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
