using Microsoft.Extensions.Logging;
using Winnow.Local.Storage;

namespace Winnow.Local.Queues.Storage;

/// <summary>The messages of the endpoint: one writer with group commit, and readers beside it.</summary>
internal sealed class QueueStore : IAsyncDisposable
{
    private const int MaxGroup = 512;
    private readonly CommitQueue<QueueWriter> commits;
    private readonly ReaderPool<QueueReader> readers;

    /// <param name="path">The SQLite file, made when it is missing.</param>
    /// <param name="onArrivals">Called after each commit with the messages that it made active.</param>
    /// <param name="time">Clock for pauses between retries.</param>
    /// <param name="logger">Where failures go that are retried.</param>
    public QueueStore(
        string path, Action<IReadOnlyList<StoredMessage>> onArrivals, TimeProvider time, ILogger<CommitQueue<QueueWriter>> logger)
    {
        var database = new QueueDatabase(path);
        var writer = new QueueWriter(database.OpenWriter());
        commits = new CommitQueue<QueueWriter>(writer, MaxGroup, written => onArrivals(written.Effects.Arrivals), time, logger);
        readers = new ReaderPool<QueueReader>(() => new QueueReader(database.OpenReader()));
    }

    /// <summary>Runs a write and completes when it is on the disk.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">The database refused it.</exception>
    public Task<T> WriteAsync<T>(Func<QueueWriter, T> write) => commits.RunAsync(write);

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Action<QueueWriter> write) => commits.RunAsync(write);

    /// <summary>Like <see cref="WriteAsync{T}"/>, but tries again for as long as the database refuses, as when the disk is full.</summary>
    public Task<T> WriteUntilDoneAsync<T>(Func<QueueWriter, T> write, CancellationToken cancellationToken) =>
        commits.RunUntilDoneAsync(write, cancellationToken);

    public T Read<T>(Func<QueueReader, T> read) => readers.Read(read);

    /// <summary>Commits what is waiting and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await commits.DisposeAsync();
        readers.Dispose();
    }
}
