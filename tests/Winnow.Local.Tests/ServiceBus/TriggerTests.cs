using System.Net;
using System.Net.Sockets;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Winnow.Local.Hosting;

namespace Winnow.Local.Tests.ServiceBus;

/// <summary>Apps with Service Bus triggers on the local endpoint.</summary>
public sealed class TriggerTests : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly string _folder = Directory.CreateTempSubdirectory("winnow-local-").FullName;
    private Endpoint _endpoint = null!;
    private ServiceBusClient _client = null!;

    public async Task InitializeAsync()
    {
        _endpoint = await Endpoint.StartAsync();
        _client = _endpoint.Connect();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _endpoint.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task AFunctionThatReturns_CompletesItsMessage()
    {
        var calls = new Calls();
        await using var app = await StartAsync<OrderFunctions>(calls);
        await SendAsync(Endpoint.Queue, "one", "two");

        await calls.UntilAsync(2);
        await UntilEmptyAsync(Endpoint.Queue);
        Assert.Equal([("one", 1), ("two", 1)], calls.Seen.Order());
    }

    [Fact]
    public async Task AFunctionThatThrows_GetsItsMessageAgainUntilItIsDeadLettered()
    {
        var calls = new Calls { Behave = _ => throw new InvalidOperationException("broken") };
        await using var app = await StartAsync<OrderFunctions>(calls);
        await SendAsync(Endpoint.Queue, "one");

        var dead = await ReceiveDeadLetterAsync();

        Assert.Equal([("one", 1), ("one", 2), ("one", 3)], calls.Seen);
        Assert.Equal("MaxDeliveryCountExceeded", dead.DeadLetterReason);
    }

    [Fact]
    public async Task AFunctionWithActions_SettlesItsMessagesItself()
    {
        var calls = new Calls();
        await using var app = await StartAsync<SettlingFunctions>(calls);
        await SendAsync(Endpoint.Queue, "good", "bad", "again");

        var dead = await ReceiveDeadLetterAsync();
        await calls.UntilAsync(4);

        Assert.Equal(("bad", "bad", "send a good one"), (dead.Body.ToString(), dead.DeadLetterReason, dead.DeadLetterErrorDescription));
        Assert.Equal([("again", 1), ("again", 2), ("bad", 1), ("good", 1)], calls.Seen.Order());
    }

    [Fact]
    public async Task AFunctionThatSettlesNothing_WithoutAutoComplete_LeavesItsMessageLocked()
    {
        var calls = new Calls();
        await using var app = await StartAsync<SettlingFunctions>(calls);
        await SendAsync(Endpoint.Queue, "left alone");
        await calls.UntilAsync(1);

        await using var receiver = _client.CreateReceiver(Endpoint.Queue);
        Assert.Null(await receiver.ReceiveMessageAsync(TimeSpan.FromSeconds(1)));
        Assert.Equal("left alone", (await receiver.PeekMessageAsync(0))?.Body.ToString());
        Assert.Single(calls.Seen);
    }

    [Fact]
    public async Task CallsAtOnce_AreNoMoreThanTheHostAllows()
    {
        var gate = new TaskCompletionSource();
        var calls = new Calls { Behave = _ => gate.Task };
        await using var app = await StartAsync<OrderFunctions>(calls, ("AzureFunctionsJobHost:extensions:serviceBus:maxConcurrentCalls", "2"));
        await SendAsync(Endpoint.Queue, "1", "2", "3", "4", "5", "6");
        await calls.UntilAsync(2);
        await Task.Delay(200);
        gate.SetResult();

        await calls.UntilAsync(6);
        await UntilEmptyAsync(Endpoint.Queue);
        Assert.Equal(2, calls.MostAtOnce);
    }

    [Fact]
    public async Task AFunctionLongerThanTheLock_KeepsItsMessage()
    {
        var calls = new Calls { Behave = _ => Task.Delay(6500) };
        await using var app = await StartAsync<OrderFunctions>(calls, ("Orders:Queue", Endpoint.RenewedLock));
        await SendAsync(Endpoint.RenewedLock, "one");

        await calls.UntilAsync(1);
        await UntilEmptyAsync(Endpoint.RenewedLock);
        Assert.Equal([("one", 1)], calls.Seen);
    }

    [Fact]
    public async Task AnEndpointThatComesLate_AndGoesInBetween_IsWaitedFor()
    {
        var calls = new Calls();
        await _endpoint.StopAsync();
        await using var app = await StartAsync<OrderFunctions>(calls);
        await _endpoint.StartAgainAsync();
        await SendAsync(Endpoint.Queue, "one");
        await calls.UntilAsync(1);
        await UntilEmptyAsync(Endpoint.Queue);

        await _endpoint.StopAsync();
        await _endpoint.StartAgainAsync();
        await SendAsync(Endpoint.Queue, "two");
        await calls.UntilAsync(2);
        await UntilEmptyAsync(Endpoint.Queue);
        Assert.Equal([("one", 1), ("two", 1)], calls.Seen);
    }

    [Fact]
    public async Task ASubscription_StartsItsFunctionWithTheText()
    {
        var calls = new Calls();
        await using var app = await StartAsync<NewsFunctions>(calls);
        await SendAsync(Endpoint.Topic, "event");

        await calls.UntilAsync(1);
        Assert.Equal([("event", 1)], calls.Seen);
    }

    [Fact]
    public async Task ABatchFunction_GetsAllMessages()
    {
        var calls = new Calls();
        await SendAsync(Endpoint.Queue, "1", "2", "3");
        await using var app = await StartAsync<BatchFunctions>(calls);

        await calls.UntilAsync(3);
        await UntilEmptyAsync(Endpoint.Queue);
        Assert.Equal([("1", 1), ("2", 1), ("3", 1)], calls.Seen);
    }

    [Fact]
    public async Task AStop_LetsARunningFunctionEndAndTakesNothingNew()
    {
        var gate = new TaskCompletionSource();
        var calls = new Calls { Behave = _ => gate.Task };
        var app = await StartAsync<OrderFunctions>(calls, ("AzureFunctionsJobHost:extensions:serviceBus:maxConcurrentCalls", "1"));
        await SendAsync(Endpoint.Queue, "running", "waiting");
        await calls.UntilAsync(1);

        var stopping = app.StopAsync();
        gate.SetResult();
        await stopping;
        await app.DisposeAsync();

        await using var receiver = _client.CreateReceiver(Endpoint.Queue);
        Assert.Equal(["waiting"], (await receiver.PeekMessagesAsync(10)).Select(message => message.Body.ToString()));
        Assert.Equal([("running", 1)], calls.Seen);
    }

    [Fact]
    public async Task AnAppWhoseConnectionIsLocal_ServesTheEndpointItself()
    {
        var calls = new Calls();
        var connectionString = $"Endpoint=sb://localhost:{FreePort()};SharedAccessKeyName=Root;SharedAccessKey=a key of its own;UseDevelopmentEmulator=true";
        await using var app = await StartAsync<OwnEndpointFunctions>(calls, ("ServiceBus", connectionString));
        await using var client = _endpoint.Connect(connectionString);
        await client.CreateSender("winnow-requests").SendMessageAsync(new ServiceBusMessage("one") { MessageId = "1" });

        await calls.UntilAsync(1);
        Assert.True(File.Exists(Path.Combine(_folder, "queues.db")));
    }

    [Fact]
    public async Task AnAppWithoutAConnection_StartsWithoutThatTrigger()
    {
        await using var app = await StartAsync<OwnEndpointFunctions>(new Calls());

        Assert.NotNull(app.Address);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("Endpoint=sb://name.servicebus.windows.net")]
    public async Task AnAppWithAWrongConnection_DoesNotStart(string connectionString)
    {
        var error = await Assert.ThrowsAsync<FunctionsStartException>(() => StartAsync<OwnEndpointFunctions>(new Calls(), ("ServiceBus", connectionString)));

        Assert.Contains("ServiceBus", error.Message, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<ServiceBusReceivedMessage> ReceiveDeadLetterAsync()
    {
        await using var receiver = _client.CreateReceiver(Endpoint.Queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var message = await receiver.ReceiveMessageAsync(s_patience);
        Assert.NotNull(message);
        return message;
    }

    private async Task SendAsync(string entity, params string[] texts)
    {
        await using var sender = _client.CreateSender(entity);
        await sender.SendMessagesAsync(texts.Select(text => new ServiceBusMessage(text)));
    }

    private async Task UntilEmptyAsync(string queue)
    {
        using var limit = new CancellationTokenSource(s_patience);
        await using var receiver = _client.CreateReceiver(queue);
        while (await receiver.PeekMessageAsync(0, limit.Token) is not null)
            await Task.Delay(50, limit.Token);
    }

    private Task<LocalFunctionsHost> StartAsync<T>(Calls calls, params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["Bus"] = _endpoint.ConnectionString,
            ["Orders:Queue"] = Endpoint.Queue,
            ["Local:TaskHubPath"] = Path.Combine(_folder, "taskhub.db"),
            ["Logging:LogLevel:Default"] = "None",
        };
        foreach (var (name, value) in settings)
            all[name] = value;
        return LocalFunctionsHost.StartAsync([typeof(T)], builder => builder.Services.AddSingleton(calls), all);
    }
}
