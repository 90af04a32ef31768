using System.Text.Json;
using Winnow.JavaScript;

namespace Winnow.Local.Tests.Queues;

/// <summary>What queues and topics do besides handing out messages, as Azure's JavaScript client sees it.</summary>
public sealed class QueueTests(QueueServerFixture endpoint) : IClassFixture<QueueServerFixture>
{
    [Fact]
    public async Task Peek_MessagesInEveryState_ShowsThemAllAndLocksNone()
    {
        var result = await ServiceBusScript.RunAsync("queues.peek", new { endpoint.ConnectionString, queue = "a" });

        Assert.Equal(0, result.Number("empty"));
        var all = result.GetProperty("all").EnumerateArray().ToList();
        Assert.Equal(["m-0", "m-1", "m-2", "m-3", "scheduled"], all.Select(message => message.Text("messageId")));
        Assert.Equal(["active", "deferred", "active", "active", "scheduled"], all.Select(message => message.Text("state")));
        Assert.Equal("m-2", Assert.Single(result.GetProperty("fromThird").EnumerateArray()).Text("messageId"));
    }

    [Fact]
    public async Task Schedule_SomeTakenBack_DeliversTheOthersWhenItIsTime()
    {
        var result = await ServiceBusScript.RunAsync("queues.schedule", new { endpoint.ConnectionString, queue = "b" });

        Assert.Equal(["now"], result.GetProperty("first").Bodies());
        Assert.Equal(["kept", "sent"], result.GetProperty("others").Bodies());
        Assert.False(result.GetProperty("early").GetBoolean());
        Assert.Equal("MessageNotFound", result.GetProperty("twice").Text("code"));
        Assert.Contains("123456", result.GetProperty("twice").Text("message"));
        Assert.Equal(0, result.Number("left"));
    }

    [Fact]
    public async Task TimeToLive_Over_DropsOrBuriesTheMessage()
    {
        var result = await ServiceBusScript.RunAsync(
            "queues.timeToLive", new { endpoint.ConnectionString, queues = (string[])["dropping", "burying", "impatient"] });

        Assert.Equal(["long"], result.GetProperty("dropping").GetProperty("left").Bodies());
        Assert.Empty(result.GetProperty("dropping").GetProperty("dead").Bodies());
        Assert.Equal(["long"], result.GetProperty("burying").GetProperty("left").Bodies());
        var dead = Assert.Single(result.GetProperty("burying").GetProperty("dead").EnumerateArray());
        Assert.Equal(("short", "TTLExpiredException", "burying"), (dead.Text("body"), dead.Text("deadLetterReason"), dead.Text("deadLetterSource")));
        Assert.Empty(result.GetProperty("impatient").GetProperty("left").Bodies());
    }

    [Fact]
    public async Task Receive_NothingThere_LeavesNoClaimOnLaterMessages()
    {
        var result = await ServiceBusScript.RunAsync("queues.drain", new { endpoint.ConnectionString, queue = "c" });

        Assert.Equal(3, result.Number("early"));
        Assert.All(result.GetProperty("none").EnumerateArray(), count => Assert.Equal(0, count.GetInt32()));
        Assert.Equal(["m-0", "m-1", "m-2"], result.GetProperty("late").EnumerateArray().Select(message => message.Text("messageId")));
    }

    [Fact]
    public async Task Subscribe_SeveralCallsAtOnceAndSomeFailing_CompletesEveryMessageOnce()
    {
        var result = await ServiceBusScript.RunAsync("queues.subscribe", new { endpoint.ConnectionString, queue = "d", count = 300, calls = 8 });

        Assert.Equal(Enumerable.Range(0, 300), result.GetProperty("seen").EnumerateArray().Select(body => body.GetInt32()));
        Assert.InRange(result.Number("most"), 2, 8);
        Assert.Equal(0, result.Number("left"));
    }

    [Fact]
    public async Task Topic_MessageSent_IsCopiedToEverySubscription()
    {
        var result = await ServiceBusScript.RunAsync(
            "queues.topic", new { endpoint.ConnectionString, topic = "topic", subscriptions = (string[])["one", "other"] });

        Assert.Equal(["event", "event"], result.GetProperty("copies").Bodies());
        var dead = result.GetProperty("dead");
        Assert.Equal(
            ("event", "unwanted", "topic/Subscriptions/one", "\"made\""),
            (dead.Text("body"), dead.Text("deadLetterReason"), dead.Text("deadLetterSource"), dead.Property("type")));
        Assert.Equal(1, result.Number("scheduled"));
        Assert.Equal(["later", "later"], result.GetProperty("later").Bodies());
    }
}
