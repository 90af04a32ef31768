using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Winnow.Local.Queues;

namespace Winnow.Local.Tests.Queues;

/// <summary>The endpoint in this process, with a queue or topic for each test.</summary>
public sealed class QueueServerFixture : IAsyncLifetime
{
    public const int MaxMessageBytes = 64 * 1024;
    public const double LockSeconds = 5;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("winnow-queues-");
    private QueueServer? server;

    public string ConnectionString => server!.ConnectionString;

    public int Port => server!.Port;

    public async Task InitializeAsync()
    {
        var options = new QueueServerOptions { Port = 0, Path = Path.Combine(folder.FullName, "queues.db"), MaxMessageBytes = MaxMessageBytes };
        foreach (var name in (string[])["a", "b", "c", "d", "e", "f"])
        {
            options.Queues[name] = new() { LockSeconds = 60 };
        }

        options.Queues["three-deliveries"] = new() { MaxDeliveryCount = 3 };
        options.Queues["short-locks"] = new() { LockSeconds = LockSeconds };
        options.Queues["no-duplicates"] = new() { DuplicateDetectionSeconds = 600 };
        options.Queues["dropping"] = new();
        options.Queues["burying"] = new() { DeadLetterExpired = true };
        options.Queues["impatient"] = new() { TimeToLiveSeconds = 0.2, DeadLetterExpired = true };
        options.Topics["topic"] = new()
        {
            DuplicateDetectionSeconds = 600,
            Subscriptions = { ["one"] = new(), ["other"] = new() },
        };
        server = new QueueServer(options, NullLoggerFactory.Instance, TimeProvider.System);
        await server.StartAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await server!.DisposeAsync();
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
