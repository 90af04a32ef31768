using System.Text.Json;
using Winnow.JavaScript;

namespace Winnow.Local.Tests.Queues;

/// <summary>Clients that come and go.</summary>
public sealed class ConnectionTests(QueueServerFixture endpoint) : IClassFixture<QueueServerFixture>
{
    [Fact]
    public async Task Connect_300TimesInARow_NeverHangs()
    {
        // A hang lasts for a minute, which the client's own timeout of 15 s turns into an error.
        var connections = await ServiceBusScript.RunAsync("connections.inARow", new { endpoint.ConnectionString, queue = "e", count = 300 });

        Assert.Equal(300, connections.GetInt32());
    }

    [Fact]
    public async Task Client_DiesWithMessagesLocked_TheyComeBackWhenTheLocksEnd()
    {
        var sent = Enumerable.Range(0, 5).Select(number => $"id-{number}").ToArray();
        await ServiceBusScript.RunAsync("send.ids", new { endpoint.ConnectionString, entity = "short-locks", ids = sent, receiveFrom = Array.Empty<string>() });

        await using var dying = ServiceBusScript.Start("connections.lockAndWait", new { endpoint.ConnectionString, queue = "short-locks", count = 5 });
        var locked = JsonSerializer.Deserialize<JsonElement>((await dying.ReadLineAsync())!);
        await dying.KillAsync();
        var again = await ServiceBusScript.RunAsync(
            "connections.receiveAll", new { endpoint.ConnectionString, queue = "short-locks", count = 5, wait = 10_000 });

        Assert.Equal(sent, locked.EnumerateArray().Select(message => message.Text("messageId")));
        Assert.Equal(sent, again.EnumerateArray().Select(message => message.Text("messageId")).Order());
        Assert.All(again.EnumerateArray(), message => Assert.Equal(1, message.Number("deliveryCount")));
    }
}
