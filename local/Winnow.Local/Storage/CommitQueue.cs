using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Winnow.Local.Storage;

/// <summary>The one writer of a SQLite file: commits whatever is waiting as one transaction (group commit).</summary>
/// <remarks>
/// A write has to check before it changes: one that throws anything but a <see cref="SqliteException"/> must have changed nothing, as
/// the writes that share its transaction are committed all the same.
/// </remarks>
/// <typeparam name="TWriter">What the writes change.</typeparam>
internal sealed partial class CommitQueue<TWriter> : IAsyncDisposable
    where TWriter : ITransactionalWriter
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private readonly Channel<Operation> queue = Channel.CreateUnbounded<Operation>(new UnboundedChannelOptions { SingleReader = true });
    private readonly TWriter writer;
    private readonly int maxGroup;
    private readonly Action<TWriter> onCommitted;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly Task loop;

    /// <param name="writer">Writes to the database; this queue owns it.</param>
    /// <param name="maxGroup">Most writes in one transaction.</param>
    /// <param name="onCommitted">Called after each commit, before the tasks of its writes complete.</param>
    /// <param name="time">Clock for pauses between retries.</param>
    /// <param name="logger">Where failures go that are retried.</param>
    public CommitQueue(TWriter writer, int maxGroup, Action<TWriter> onCommitted, TimeProvider time, ILogger logger)
    {
        this.writer = writer;
        this.maxGroup = maxGroup;
        this.onCommitted = onCommitted;
        this.time = time;
        this.logger = logger;
        loop = Task.Run(CommitAllAsync);
    }

    /// <summary>Runs a write and completes when it is durable.</summary>
    /// <exception cref="SqliteException">The database refused it.</exception>
    public Task<T> RunAsync<T>(Func<TWriter, T> write)
    {
        var operation = new Operation<T>(write);
        return queue.Writer.TryWrite(operation)
            ? operation.Task
            : Task.FromException<T>(new ObjectDisposedException(typeof(TWriter).Name, "The database has been closed."));
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(Action<TWriter> write) => RunAsync(writer =>
    {
        write(writer);
        return true;
    });

    /// <summary>Like <see cref="RunAsync{T}"/>, but tries again for as long as the database refuses, as when the disk is full.</summary>
    public async Task<T> RunUntilDoneAsync<T>(Func<TWriter, T> write, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await RunAsync(write);
            }
            catch (SqliteException exception)
            {
                LogRefused(exception);
                await Task.Delay(RetryDelay, time, cancellationToken);
            }
        }
    }

    /// <summary>Commits what is waiting and closes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
        writer.Dispose();
    }

    private async Task CommitAllAsync()
    {
        var group = new List<Operation>();
        while (await queue.Reader.WaitToReadAsync())
        {
            while (group.Count < maxGroup && queue.Reader.TryRead(out var operation))
            {
                group.Add(operation);
            }

            Commit(group);
            group.Clear();
        }
    }

    private void Commit(List<Operation> group)
    {
        try
        {
            writer.Begin();
            group.ForEach(operation => operation.Execute(writer));
            writer.Commit();
        }
        catch (SqliteException exception)
        {
            writer.Rollback();
            CommitAlone(group, exception);
            return;
        }

        onCommitted(writer);
        group.ForEach(operation => operation.Publish());
    }

    private void CommitAlone(List<Operation> group, SqliteException exception)
    {
        if (group is [var only])
        {
            only.Fail(exception);
            return;
        }

        group.ForEach(operation => Commit([operation]));
    }

    [LoggerMessage(LogLevel.Error, "The database refused a write, which is tried again in a second")]
    private partial void LogRefused(Exception exception);

    private abstract class Operation
    {
        public abstract void Execute(TWriter writer);

        public abstract void Publish();

        public abstract void Fail(Exception exception);
    }

    private sealed class Operation<T>(Func<TWriter, T> write) : Operation
    {
        private readonly TaskCompletionSource<T> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? result;
        private Exception? refusal;

        public Task<T> Task => source.Task;

        public override void Execute(TWriter writer)
        {
            refusal = null;
            try
            {
                result = write(writer);
            }
#pragma warning disable CA1031 // handed to the caller through the task
            catch (Exception exception) when (exception is not SqliteException)
#pragma warning restore CA1031
            {
                refusal = exception;
            }
        }

        public override void Publish()
        {
            if (refusal is null)
            {
                source.TrySetResult(result!);
            }
            else
            {
                source.TrySetException(refusal);
            }
        }

        public override void Fail(Exception exception) => source.TrySetException(exception);
    }
}
