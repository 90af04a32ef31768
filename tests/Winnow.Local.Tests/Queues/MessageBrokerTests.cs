using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Winnow.Local.Queues;
using Winnow.Local.Queues.Broker;
using Winnow.Local.Queues.Messages;
using Winnow.Local.Queues.Storage;

namespace Winnow.Local.Tests.Queues;

/// <summary>The broker behind the endpoint, with a clock that the tests turn.</summary>
public sealed class MessageBrokerTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("winnow-broker-");
    private readonly FakeTimeProvider time = new(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
    private readonly QueueServerOptions options = new()
    {
        Queues = { ["q"] = new() { LockSeconds = 10, MaxDeliveryCount = 3, DuplicateDetectionSeconds = 60, DeadLetterExpired = true } },
        Topics = { ["t"] = new() { Subscriptions = { ["s"] = new() { TimeToLiveSeconds = 5 } } } },
    };

    private MessageBroker broker = null!;

    public Task InitializeAsync() => OpenAsync();

    public async Task DisposeAsync()
    {
        await broker.DisposeAsync();
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Restart_WithMessagesInEveryState_FindsThemAgain()
    {
        await SendAsync("ready", "deferred", "locked");
        var consumer = new Consumer(Queue("q"), credit: 3);
        var messages = await consumer.WaitAsync(3);
        await Queue("q").SettleAsync(messages[1].Lock!.Token, new Settlement(SettlementKind.Defer));
        await Queue("q").SettleAsync(messages[0].Lock!.Token, new Settlement(SettlementKind.Abandon));
        await broker.SendAsync(Destination("q"), [Message("scheduled") with { Due = Now + 60_000 }]);

        await ReopenAsync();

        Assert.Equal(
            [("ready", MessageState.Active, 1), ("deferred", MessageState.Deferred, 0), ("locked", MessageState.Active, 0), ("scheduled", MessageState.Scheduled, 0)],
            Queue("q").Peek(0, 10).Select(message => (Text(message), message.State, message.Deliveries)));
        Assert.Equal(["ready", "locked"], (await new Consumer(Queue("q"), credit: 9).WaitAsync(2)).Select(item => Text(item.Message)));
    }

    [Fact]
    public async Task SendAsync_SequenceNumbers_GrowOverRestartsEvenWhenTheMessagesAreGone()
    {
        var first = await SendAsync("a", "b");
        var consumer = new Consumer(Queue("q"), credit: 2, deletes: true);
        await consumer.WaitAsync(2);

        await ReopenAsync();
        var second = await SendAsync("c");

        Assert.True(first[0] > 0 && first[1] > first[0]);
        Assert.True(second[0] > first[1]);
    }

    [Fact]
    public async Task SendAsync_SameIdWithinTheWindow_IsStoredOnceEvenOverARestart()
    {
        await SendAsync("x");
        Assert.Equal(0, Assert.Single(await SendAsync("x")));

        await ReopenAsync();
        Assert.Equal(0, Assert.Single(await SendAsync("x")));
        time.Advance(TimeSpan.FromSeconds(61));

        Assert.NotEqual(0, Assert.Single(await SendAsync("x")));
        Assert.Equal(2, Queue("q").Peek(0, 10).Count);
    }

    [Fact]
    public async Task Lock_ExpiresAsOftenAsAllowed_MakesADeadLetter()
    {
        await SendAsync("poison");
        var consumer = new Consumer(Queue("q"), credit: 10);
        for (var delivery = 1; delivery <= 3; delivery++)
        {
            var all = await consumer.WaitAsync(delivery);
            Assert.Equal(delivery - 1, all[^1].Message.Deliveries);
            await AdvanceAsync(TimeSpan.FromSeconds(11), () => Dead().Count == 1 || Queue("q").Peek(0, 1)[0].Deliveries == delivery);
        }

        var dead = Assert.Single(Dead());
        Assert.Equal((3, "q"), (dead.Deliveries, dead.Source));
        Assert.Empty(Queue("q").Peek(0, 10));
    }

    [Fact]
    public async Task Lock_Renewed_LastsItsFullTimeAgain()
    {
        await SendAsync("a");
        var held = Assert.Single(await new Consumer(Queue("q"), credit: 1).WaitAsync(1)).Lock!;
        time.Advance(TimeSpan.FromSeconds(9));

        Assert.Equal(Now + 10_000, Queue("q").RenewLock(held.Token));
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.True(await Queue("q").SettleAsync(held.Token, Settlement.Complete));

        Assert.Null(Queue("q").RenewLock(held.Token));
        Assert.False(await Queue("q").SettleAsync(held.Token, Settlement.Complete));
    }

    [Fact]
    public async Task TimeToLive_Over_LockedMessageStaysAndOthersGo()
    {
        await broker.SendAsync(Destination("q"), [Message("locked") with { TimeToLive = 1000 }, Message("waiting") with { TimeToLive = 1000 }]);
        await broker.SendAsync(Destination("t"), [Message("event")]);
        var held = Assert.Single(await new Consumer(Queue("q"), credit: 1).WaitAsync(1)).Lock!;

        await AdvanceAsync(TimeSpan.FromSeconds(6), () => Dead().Count == 1 && Queue("t/Subscriptions/s").Peek(0, 1).Count == 0);

        Assert.Equal("waiting", Text(Assert.Single(Dead())));
        Assert.True(await Queue("q").SettleAsync(held.Token, Settlement.Complete));
    }

    [Fact]
    public async Task Schedule_DueLater_BecomesActiveUnderANewNumber()
    {
        var scheduled = Assert.Single(await broker.SendAsync(Destination("t"), [Message("later") with { Due = Now + 3000 }]));
        var consumer = new Consumer(Queue("t/Subscriptions/s"), credit: 1);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Empty(consumer.Received);

        await AdvanceAsync(TimeSpan.FromSeconds(2), () => consumer.Received.Count == 1);

        Assert.True(consumer.Received[0].Message.Sequence > scheduled);
        Assert.Equal([scheduled], await broker.CancelScheduledAsync(Destination("t"), [scheduled]));
    }

    [Fact]
    public async Task Consumers_ManyMessagesBeyondTheWindow_GetEachOnceInOrder()
    {
        const int count = 5000;
        for (var batch = 0; batch < count; batch += 500)
        {
            await SendAsync([.. Enumerable.Range(batch, 500).Select(number => $"{number}")]);
        }

        var consumer = new Consumer(Queue("q"), credit: count, deletes: true);
        var late = SendAsync("late");
        await consumer.WaitAsync(count);
        Queue("q").Grant(consumer, 1);
        await late;

        var received = (await consumer.WaitAsync(count + 1)).Select(item => Text(item.Message));
        Assert.Equal([.. Enumerable.Range(0, count).Select(number => $"{number}"), "late"], received);
    }

    [Fact]
    public async Task Consumers_WithCredit_TakeTurns()
    {
        var consumers = new[] { new Consumer(Queue("q"), credit: 2), new Consumer(Queue("q"), credit: 4) };
        await SendAsync("1", "2", "3", "4", "5", "6", "7");

        await consumers[1].WaitAsync(4);
        await consumers[0].WaitAsync(2);

        Assert.Equal(["1", "2", "3", "4", "5", "6"], consumers.SelectMany(consumer => consumer.Received).Select(item => Text(item.Message)).Order());
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task OpenAsync()
    {
        broker = new MessageBroker(Path.Combine(folder.FullName, "queues.db"), time, NullLoggerFactory.Instance);
        await broker.StartAsync(options);
    }

    private async Task ReopenAsync()
    {
        await broker.DisposeAsync();
        await OpenAsync();
    }

    private MessageQueue Queue(string path) => broker.Topology.FindQueue(path)!;

    private Destination Destination(string path) => broker.Topology.FindDestination(path)!;

    private List<StoredMessage> Dead() => Queue("q/$DeadLetterQueue").Peek(0, 10);

    private Task<long[]> SendAsync(params string[] bodies) => broker.SendAsync(Destination("q"), [.. bodies.Select(Message)]);

    /// <summary>Turns the clock, and lets the broker's own ticks follow until something has happened.</summary>
    private async Task AdvanceAsync(TimeSpan by, Func<bool> hasHappened)
    {
        time.Advance(by);
        for (var tick = 0; tick < 500 && !hasHappened(); tick++)
        {
            await Task.Delay(10);
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.True(hasHappened());
    }

    private static NewMessage Message(string text)
    {
        var message = new Amqp.Message(text) { Properties = new Amqp.Framing.Properties { MessageId = text } };
        var buffer = message.Encode();
        return MessageReader.ReadOne(buffer.Buffer.AsMemory(buffer.Offset, buffer.Length));
    }

    private static string Text(StoredMessage message) =>
        (string)Amqp.Message.Decode(new Amqp.ByteBuffer(message.Body, 0, message.Body.Length, message.Body.Length)).Body;
}
