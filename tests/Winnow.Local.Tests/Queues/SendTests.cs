using System.Text.Json;
using Winnow.JavaScript;

namespace Winnow.Local.Tests.Queues;

/// <summary>What Azure's JavaScript client sends arrives as it was sent.</summary>
public sealed class SendTests(QueueServerFixture endpoint) : IClassFixture<QueueServerFixture>
{
    [Fact]
    public async Task Send_MessageWithEverythingSet_ArrivesWithEverything()
    {
        var message = await RunAsync("send.everything", new { endpoint.ConnectionString, queue = "a" });

        Assert.Equal("""{"text":"Gr\u00FC\u00DFe","number":1.5,"list":[1,null]}""", JsonSerializer.Serialize(message.GetProperty("body")));
        Assert.Equal(
            ("all-1", "correlation", "subject", "to", "reply-to", "reply-session", "application/json", "partition"),
            (message.Text("messageId"), message.Text("correlationId"), message.Text("subject"), message.Text("to"), message.Text("replyTo"),
                message.Text("replyToSessionId"), message.Text("contentType"), message.Text("partitionKey")));
        Assert.Equal(600000, message.Number("timeToLive"));
        Assert.Equal(0, message.Number("deliveryCount"));
        Assert.Equal("active", message.Text("state"));
        Assert.Equal(36, message.Number("lockTokenLength"));
        Assert.InRange(message.Number("lockedForSeconds"), 60, 90);
        Assert.Equal(
            """{"text":"\u00FC","number":2.5,"whole":7,"yes":true,"date":86400000}""",
            JsonSerializer.Serialize(message.GetProperty("applicationProperties")));
    }

    [Fact]
    public async Task Send_BodiesAndIdsOfEveryKind_ArriveAsTheyWere()
    {
        var messages = (await RunAsync("send.kinds", new { endpoint.ConnectionString, queue = "b" })).EnumerateArray().ToList();

        Assert.Equal(
            ["\"AAH/\"", "\"text\"", "[1,2]", "null", """{"deep":{"er":1}}""", "[[1],[2]]"],
            messages.Select(message => message.GetProperty("body").GetRawText()));
        Assert.Equal("binary", messages[0].Text("messageId"));
        Assert.Equal(42, messages[1].Number("messageId"));
        Assert.NotEmpty(messages[3].Text("messageId")!);
    }

    [Fact]
    public async Task Send_BatchOfTheLargestSize_ArrivesWholeAndInOrder()
    {
        var result = await RunAsync("send.batches", new { endpoint.ConnectionString, queue = "c" });

        var sent = (int)result.Number("sent");
        Assert.Equal(QueueServerFixture.MaxMessageBytes, result.Number("maxSize"));
        Assert.InRange(sent, 50, 64);
        Assert.Equal(Enumerable.Range(0, sent).Select(number => $"b-{number}"), result.GetProperty("received").Strings());
        Assert.True(result.GetProperty("rising").GetBoolean());
        Assert.Equal(["batched"], result.GetProperty("subjects").Strings());
    }

    [Fact]
    public async Task Send_MessageBeyondTheLimit_IsRefusedWithSizeAndLimitAndTheLinkGoesOn()
    {
        var result = await RunAsync(
            "send.tooLarge", new { endpoint.ConnectionString, queue = "d", bytes = QueueServerFixture.MaxMessageBytes + 1 });

        Assert.Equal("MessageSizeExceeded", result.GetProperty("error").Text("code"));
        Assert.Contains($"takes {QueueServerFixture.MaxMessageBytes} (Local:Queues:MaxMessageBytes)", result.GetProperty("error").Text("message"));
        Assert.Equal("small", Assert.Single(result.GetProperty("received").EnumerateArray()).Text("body"));
    }

    [Fact]
    public async Task Attach_WrongName_SaysWhatIsThere()
    {
        var errors = await RunAsync(
            "send.wrongNames", new { endpoint.ConnectionString, queue = "a", topic = "topic", subscription = "one" });

        foreach (var call in (string[])["noSender", "noReceiver", "noPeek"])
        {
            Assert.Equal("MessagingEntityNotFound", errors.GetProperty(call).Text("code"));
            Assert.Contains("'nowhere' could not be found. Known are: 'a', 'b'", errors.GetProperty(call).Text("message"));
        }

        Assert.Contains("can only be received from; send to its queue or topic", errors.GetProperty("toSubscription").Text("message"));
        Assert.Contains("'topic' is a topic: receive from a subscription", errors.GetProperty("fromTopic").Text("message"));
        Assert.Contains("session", errors.GetProperty("withSession").Text("message"));
    }

    [Fact]
    public async Task Send_IdTwice_IsStoredOnceWhereDuplicatesAreDetected()
    {
        var ids = (string[])["x", "y", "x", "X", "y"];

        var noDuplicates = await RunAsync(
            "send.ids", new { endpoint.ConnectionString, entity = "no-duplicates", ids, receiveFrom = (string[])["no-duplicates"] });
        var all = await RunAsync("send.ids", new { endpoint.ConnectionString, entity = "e", ids, receiveFrom = (string[])["e"] });
        var topic = await RunAsync(
            "send.ids",
            new { endpoint.ConnectionString, entity = "topic", ids, receiveFrom = (string[])["topic/Subscriptions/one", "topic/Subscriptions/other"] });

        Assert.Equal(["x", "y", "X"], noDuplicates.GetProperty("no-duplicates").Strings());
        Assert.Equal(ids, all.GetProperty("e").Strings());
        Assert.Equal(["x", "y", "X"], topic.GetProperty("topic/Subscriptions/one").Strings());
        Assert.Equal(["x", "y", "X"], topic.GetProperty("topic/Subscriptions/other").Strings());
    }

    private static Task<JsonElement> RunAsync(string function, object arguments) => ServiceBusScript.RunAsync(function, arguments);
}
