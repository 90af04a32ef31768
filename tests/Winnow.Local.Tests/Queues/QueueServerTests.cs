using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Winnow.Local.Queues;

namespace Winnow.Local.Tests.Queues;

/// <summary>The endpoint's settings, start and stop.</summary>
public sealed class QueueServerTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("winnow-queues-");

    [Fact]
    public void Constructor_WrongSettings_NamesEveryOne()
    {
        var options = new QueueServerOptions { Key = "", MaxMessageBytes = 5 };
        options.Queues["a b"] = new() { LockSeconds = 0 };
        options.Queues["both"] = new();
        options.Topics["both"] = new() { Subscriptions = { ["$s"] = new() { MaxDeliveryCount = 0 } } };

        var exception = Assert.Throws<OptionsValidationException>(() => Create(options));

        Assert.Equal(7, exception.Failures.Count());
        Assert.Contains(exception.Failures, failure => failure.StartsWith("Local:Queues:Queues: 'a b' is no name", StringComparison.Ordinal));
        Assert.Contains(exception.Failures, failure => failure.StartsWith("Local:Queues:Topics:both:Subscriptions:$s: The field MaxDeliveryCount", StringComparison.Ordinal));
        Assert.Contains("Local:Queues: 'both' is both a queue and a topic; rename one.", exception.Failures);
    }

    [Fact]
    public async Task StartAsync_PortTaken_SaysSo()
    {
        await using var first = Create(new QueueServerOptions { Port = 0, Path = Path.Combine(folder.FullName, "1.db") });
        await first.StartAsync(CancellationToken.None);
        await using var second = Create(new QueueServerOptions { Port = first.Port, Path = Path.Combine(folder.FullName, "2.db") });

        var exception = await Assert.ThrowsAsync<IOException>(() => second.StartAsync(CancellationToken.None));

        Assert.Contains($"cannot listen on port {first.Port}", exception.Message);
    }

    [Fact]
    public async Task StopAsync_WithAClientConnected_ClosesItAndFreesThePort()
    {
        var options = new QueueServerOptions { Port = 0, Path = Path.Combine(folder.FullName, "queues.db") };
        await using var server = Create(options);
        await server.StartAsync(CancellationToken.None);
        var client = await AmqpClient.ConnectAsync(server.Port, "ANONYMOUS");

        await server.StopAsync(CancellationToken.None);
        Assert.True(await client.IsClosedAsync());

        options.Port = server.Port;
        await using var next = Create(options);
        await next.StartAsync(CancellationToken.None);
        await using var other = await AmqpClient.ConnectAsync(next.Port, "ANONYMOUS");
        Assert.Equal("amqp:unauthorized-access", await other.SendAsync("winnow-requests", "body"));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static QueueServer Create(QueueServerOptions options) => new(options, NullLoggerFactory.Instance, TimeProvider.System);
}
