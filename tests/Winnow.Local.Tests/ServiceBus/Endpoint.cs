using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Logging.Abstractions;
using Winnow.Local.Queues;

namespace Winnow.Local.Tests.ServiceBus;

/// <summary>The local endpoint in a folder of its own; it can be stopped and started again on the same port and store.</summary>
internal sealed class Endpoint : IAsyncDisposable
{
    public const string Queue = "orders";
    public const string QuickLock = "quick-lock";

    /// <summary>Locks of five seconds: long enough that a stalled machine still renews them in time.</summary>
    public const string RenewedLock = "renewed-lock";
    public const string Unique = "unique";
    public const string Topic = "news";
    public const string Subscription = "all";

    private readonly string _folder = Directory.CreateTempSubdirectory("winnow-queues-").FullName;
    private QueueServer? _server;

    public int Port { get; private set; }

    /// <summary>A connection string that the endpoint accepts.</summary>
    public string ConnectionString { get; private set; } = "";

    public static async Task<Endpoint> StartAsync()
    {
        var endpoint = new Endpoint();
        await endpoint.StartAgainAsync();
        return endpoint;
    }

    public async Task StartAgainAsync()
    {
        _server = new QueueServer(Options(), NullLoggerFactory.Instance, TimeProvider.System);
        await _server.StartAsync(CancellationToken.None);
        Port = _server.Port;
        ConnectionString = _server.ConnectionString;
    }

    public async Task StopAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _server = null;
    }

    /// <summary>A client that tries again soon, so that a test of a lost connection is short.</summary>
    public ServiceBusClient Connect(string? connectionString = null) =>
        new(connectionString ?? ConnectionString, new ServiceBusClientOptions { RetryOptions = { Delay = TimeSpan.FromMilliseconds(200) } });

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private QueueServerOptions Options()
    {
        var options = new QueueServerOptions { Port = Port, Path = Path.Combine(_folder, "queues.db"), MaxMessageBytes = 64 * 1024 };
        options.Queues.Clear();
        options.Topics.Clear();
        options.Queues[Queue] = new QueueOptions { MaxDeliveryCount = 3 };
        options.Queues[QuickLock] = new QueueOptions { LockSeconds = 1 };
        options.Queues[RenewedLock] = new QueueOptions { LockSeconds = 5 };
        options.Queues[Unique] = new QueueOptions { DuplicateDetectionSeconds = 600 };
        options.Topics[Topic] = new TopicOptions { Subscriptions = { [Subscription] = new SubscriptionOptions() } };
        return options;
    }
}
