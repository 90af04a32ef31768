using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Internal;

namespace Winnow.Local.Tests.ServiceBus;

/// <summary>The client against the local endpoint.</summary>
public sealed class ClientTests : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(300);

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
    }

    [Fact]
    public async Task ReceiveMessage_MessageWithEverything_ArrivesAsItWasSent()
    {
        var id = Guid.NewGuid();
        await using var sender = _client.CreateSender(Endpoint.Queue);
        await sender.SendMessageAsync(new ServiceBusMessage("{\"größe\":1}")
        {
            MessageId = "m-1",
            CorrelationId = "c-1",
            Subject = "label",
            ContentType = "application/json",
            To = "winnow",
            ReplyTo = "upstream",
            TimeToLive = TimeSpan.FromHours(1),
            ApplicationProperties =
            {
                ["type"] = "label", ["count"] = 3, ["size"] = 4L, ["score"] = 0.5, ["on"] = true, ["id"] = id,
                ["uri"] = new Uri("https://example.org/a"), ["span"] = TimeSpan.FromMinutes(3), ["at"] = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            },
        });

        var message = await ReceiveAsync(_client.CreateReceiver(Endpoint.Queue));

        Assert.Equal("{\"größe\":1}", message.Body.ToString());
        Assert.Equal(("m-1", "c-1", "label"), (message.MessageId, message.CorrelationId, message.Subject));
        Assert.Equal(("application/json", "winnow", "upstream"), (message.ContentType, message.To, message.ReplyTo));
        Assert.Equal(TimeSpan.FromHours(1), message.TimeToLive);
        Assert.Equal(message.EnqueuedTime + TimeSpan.FromHours(1), message.ExpiresAt);
        Assert.Equal((1, ServiceBusMessageState.Active), (message.DeliveryCount, message.State));
        Assert.True(message.SequenceNumber > 0);
        Assert.True(message.LockedUntil > message.EnqueuedTime);
        Assert.NotEqual(Guid.Empty.ToString(), message.LockToken);
        Assert.Equal(("label", 3, 4L, 0.5, true, id), (
            message.ApplicationProperties["type"], message.ApplicationProperties["count"], message.ApplicationProperties["size"],
            message.ApplicationProperties["score"], message.ApplicationProperties["on"], message.ApplicationProperties["id"]));
        Assert.Equal(new Uri("https://example.org/a"), message.ApplicationProperties["uri"]);
        Assert.Equal(TimeSpan.FromMinutes(3), message.ApplicationProperties["span"]);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), message.ApplicationProperties["at"]);
    }

    [Fact]
    public async Task CompleteMessage_OnceReceived_RemovesIt()
    {
        await SendAsync("one", "two");
        await using var receiver = _client.CreateReceiver(Endpoint.Queue);
        await receiver.CompleteMessageAsync(await ReceiveAsync(receiver));
        await receiver.CompleteMessageAsync(await ReceiveAsync(receiver));

        Assert.Null(await receiver.ReceiveMessageAsync(s_moment));
        Assert.Null(await receiver.PeekMessageAsync(0));
    }

    [Fact]
    public async Task CompleteMessage_Twice_SaysThatTheLockIsLost()
    {
        await SendAsync("one");
        await using var receiver = _client.CreateReceiver(Endpoint.Queue);
        var message = await ReceiveAsync(receiver);
        await receiver.CompleteMessageAsync(message);

        var error = await Assert.ThrowsAsync<ServiceBusException>(() => receiver.CompleteMessageAsync(message));

        Assert.Equal((ServiceBusFailureReason.MessageLockLost, false), (error.Reason, error.IsTransient));
    }

    [Fact]
    public async Task AbandonMessage_UpToTheLimit_IsDeliveredAgainAndThenDeadLettered()
    {
        await SendAsync("one");
        await using var receiver = _client.CreateReceiver(Endpoint.Queue);
        for (var delivery = 1; delivery <= 3; delivery++)
        {
            var message = await ReceiveAsync(receiver);
            Assert.Equal(delivery, message.DeliveryCount);
            await receiver.AbandonMessageAsync(message, new Dictionary<string, object> { ["seen"] = delivery });
        }

        var dead = await ReceiveAsync(_client.CreateReceiver(Endpoint.Queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter }));

        Assert.Equal(("one", "MaxDeliveryCountExceeded", 3), (dead.Body.ToString(), dead.DeadLetterReason, dead.ApplicationProperties["seen"]));
    }

    [Fact]
    public async Task DeadLetterMessage_WithReason_IsFoundThereAndCanBeSentAgain()
    {
        await SendAsync("one");
        await using var receiver = _client.CreateReceiver(Endpoint.Queue);
        await receiver.DeadLetterMessageAsync(await ReceiveAsync(receiver), "schema", "field 'dataset' is missing");
        await using var deadLetters = _client.CreateReceiver(Endpoint.Queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var dead = await ReceiveAsync(deadLetters);
        Assert.Equal(("schema", "field 'dataset' is missing"), (dead.DeadLetterReason, dead.DeadLetterErrorDescription));

        await using var sender = _client.CreateSender(Endpoint.Queue);
        await sender.SendMessageAsync(new ServiceBusMessage(dead));
        await deadLetters.CompleteMessageAsync(dead);

        var again = await ReceiveAsync(receiver);
        Assert.Equal(("one", null, 1), (again.Body.ToString(), again.DeadLetterReason, again.DeliveryCount));
    }

    [Fact]
    public async Task DeferMessage_IsReceivedByItsNumberOnly()
    {
        await SendAsync("one");
        await using var receiver = _client.CreateReceiver(Endpoint.Queue);
        var message = await ReceiveAsync(receiver);
        await receiver.DeferMessageAsync(message);
        Assert.Null(await receiver.ReceiveMessageAsync(s_moment));

        var deferred = await receiver.ReceiveDeferredMessageAsync(message.SequenceNumber);
        await receiver.CompleteMessageAsync(deferred);

        Assert.Equal("one", deferred.Body.ToString());
        Assert.Null(await receiver.PeekMessageAsync(0));
    }

    [Fact]
    public async Task RenewMessageLock_BeforeItsEnd_KeepsTheMessage()
    {
        await SendToAsync(Endpoint.RenewedLock, "one");
        await using var receiver = _client.CreateReceiver(Endpoint.RenewedLock);
        var message = await ReceiveAsync(receiver);
        var first = message.LockedUntil;
        for (var i = 0; i < 3; i++)
        {
            await Task.Delay(2000);
            await receiver.RenewMessageLockAsync(message);
        }

        Assert.True(message.LockedUntil > first);
        await receiver.CompleteMessageAsync(message);
    }

    [Fact]
    public async Task CompleteMessage_AfterTheLock_FailsAndTheMessageComesAgain()
    {
        await SendToAsync(Endpoint.QuickLock, "one");
        await using var receiver = _client.CreateReceiver(Endpoint.QuickLock);
        var message = await ReceiveAsync(receiver);
        var again = await ReceiveAsync(receiver);
        Assert.Equal(("one", 2), (again.Body.ToString(), again.DeliveryCount));

        var error = await Assert.ThrowsAsync<ServiceBusException>(() => receiver.CompleteMessageAsync(message));
        Assert.Equal(ServiceBusFailureReason.MessageLockLost, error.Reason);
        error = await Assert.ThrowsAsync<ServiceBusException>(() => receiver.RenewMessageLockAsync(message));
        Assert.Equal(ServiceBusFailureReason.MessageLockLost, error.Reason);
    }

    [Fact]
    public async Task PeekMessages_PageByPage_ReadsAllWithoutLocks()
    {
        await SendAsync("one", "two", "three");
        await using var receiver = _client.CreateReceiver(Endpoint.Queue);

        var first = await receiver.PeekMessagesAsync(2);
        var second = await receiver.PeekMessagesAsync(2);

        Assert.Equal(["one", "two"], first.Select(message => message.Body.ToString()));
        Assert.Equal(["three"], second.Select(message => message.Body.ToString()));
        Assert.Empty(await receiver.PeekMessagesAsync(2));
        Assert.Equal("one", (await ReceiveAsync(receiver)).Body.ToString());
    }

    [Fact]
    public async Task ScheduleMessage_ForLater_IsSeenByPeekAndCanBeCancelled()
    {
        await using var sender = _client.CreateSender(Endpoint.Queue);
        var number = await sender.ScheduleMessageAsync(new ServiceBusMessage("later"), TimeProvider.System.GetUtcNow().AddHours(1));
        await using var receiver = _client.CreateReceiver(Endpoint.Queue);
        var peeked = await receiver.PeekMessageAsync();
        Assert.Equal(("later", ServiceBusMessageState.Scheduled, number), (peeked!.Body.ToString(), peeked.State, peeked.SequenceNumber));

        await sender.CancelScheduledMessageAsync(number);

        Assert.Null(await receiver.PeekMessageAsync(0));
    }

    [Fact]
    public async Task ScheduleMessage_ForSoon_ArrivesThen()
    {
        await using var sender = _client.CreateSender(Endpoint.Queue);
        await sender.ScheduleMessageAsync(new ServiceBusMessage("soon"), TimeProvider.System.GetUtcNow().AddSeconds(1));

        Assert.Equal("soon", (await ReceiveAsync(_client.CreateReceiver(Endpoint.Queue))).Body.ToString());
    }

    [Fact]
    public async Task SendMessages_Batch_ArrivesInOrder()
    {
        await using var sender = _client.CreateSender(Endpoint.Queue);
        var expected = Enumerable.Range(0, 100).Select(i => $"{i}").ToList();
        await sender.SendMessagesAsync(expected.Select(text => new ServiceBusMessage(text) { MessageId = $"id-{text}" }));
        await sender.SendMessagesAsync([]);

        await using var receiver = _client.CreateReceiver(Endpoint.Queue);
        List<string> received = [];
        while (received.Count < expected.Count)
        {
            var some = await receiver.ReceiveMessagesAsync(30, s_patience);
            Assert.InRange(some.Count, 1, 30);
            received.AddRange(some.Select(message => message.Body.ToString()));
            await Task.WhenAll(some.Select(message => receiver.CompleteMessageAsync(message)));
        }
        Assert.Equal(expected, received);
        Assert.Null(await receiver.PeekMessageAsync(0));
    }

    [Fact]
    public async Task SendMessage_SameIdTwice_IsStoredOnce()
    {
        await using var sender = _client.CreateSender(Endpoint.Unique);
        await sender.SendMessageAsync(new ServiceBusMessage("first") { MessageId = "same" });
        await sender.SendMessageAsync(new ServiceBusMessage("second") { MessageId = "same" });

        var all = await _client.CreateReceiver(Endpoint.Unique).PeekMessagesAsync(10);

        Assert.Equal(["first"], all.Select(message => message.Body.ToString()));
    }

    [Theory]
    [InlineData(1, 70_000)]
    [InlineData(10, 7_000)]
    public async Task SendMessages_TooLarge_SaysSoAndSendsNothing(int count, int bytes)
    {
        await using var sender = _client.CreateSender(Endpoint.Queue);
        var messages = Enumerable.Repeat(0, count).Select(_ => new ServiceBusMessage(new byte[bytes])).ToList();

        var error = await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessagesAsync(messages));

        Assert.Equal((ServiceBusFailureReason.MessageSizeExceeded, false), (error.Reason, error.IsTransient));
        Assert.Null(await _client.CreateReceiver(Endpoint.Queue).PeekMessageAsync());
        await SendAsync("small");
    }

    [Fact]
    public async Task SendMessage_LargeButAllowed_ArrivesWhole()
    {
        var body = new byte[60_000];
        Random.Shared.NextBytes(body);
        await using var sender = _client.CreateSender(Endpoint.Queue);
        await sender.SendMessageAsync(new ServiceBusMessage(body));

        Assert.Equal(body, (await ReceiveAsync(_client.CreateReceiver(Endpoint.Queue))).Body.ToArray());
    }

    [Fact]
    public async Task Operations_UnknownEntity_SayThatItIsNotFound()
    {
        await using var sender = _client.CreateSender("nowhere");
        await using var receiver = _client.CreateReceiver("nowhere");

        var sent = await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessageAsync(new ServiceBusMessage("one")));
        var received = await Assert.ThrowsAsync<ServiceBusException>(() => receiver.ReceiveMessageAsync(s_moment));
        var peeked = await Assert.ThrowsAsync<ServiceBusException>(() => receiver.PeekMessageAsync());

        Assert.All([sent, received, peeked], error => Assert.Equal(ServiceBusFailureReason.MessagingEntityNotFound, error.Reason));
        Assert.Contains("nowhere", sent.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operations_WrongKey_AreUnauthorized()
    {
        await using var client = _endpoint.Connect(_endpoint.ConnectionString.Replace("SAS_KEY_VALUE", "WRONG", StringComparison.Ordinal));

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => client.CreateSender(Endpoint.Queue).SendMessageAsync(new ServiceBusMessage("one")));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => client.CreateReceiver(Endpoint.Queue).ReceiveMessageAsync(s_moment));
    }

    [Fact]
    public async Task Authorize_TokenThatEndsSoon_IsShownAnewBeforeThat()
    {
        var tokens = new ShortTokens(_endpoint.ConnectionString);
        await using var scope = new ConnectionScope(Azure.Messaging.ServiceBus.Internal.Endpoint.Parse(_endpoint.ConnectionString), "test", tokens);
        await using var early = new AmqpSender(scope, Endpoint.Queue, new RetryRunner(new ServiceBusRetryOptions { MaxRetries = 0 }));
        await early.SendAsync([new ServiceBusMessage("early")], default);
        await tokens.ThirdAsync().WaitAsync(s_patience);

        // The first token has ended by now; the endpoint looks at tokens when a link opens.
        await using var late = new AmqpSender(scope, Endpoint.Queue, new RetryRunner(new ServiceBusRetryOptions { MaxRetries = 0 }));
        await late.SendAsync([new ServiceBusMessage("late")], default);

        Assert.Equal(2, (await _client.CreateReceiver(Endpoint.Queue).PeekMessagesAsync(10)).Count);
    }

    [Fact]
    public async Task Topic_Message_ReachesItsSubscription()
    {
        await SendToAsync(Endpoint.Topic, "event");
        await using var receiver = _client.CreateReceiver(Endpoint.Topic, Endpoint.Subscription);
        var message = await ReceiveAsync(receiver);
        await receiver.CompleteMessageAsync(message);

        Assert.Equal("event", message.Body.ToString());
    }

    [Fact]
    public async Task ReceiveAndDelete_Message_IsGone()
    {
        await SendAsync("one");
        await using var receiver = _client.CreateReceiver(Endpoint.Queue, new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
        var message = await ReceiveAsync(receiver);

        Assert.Equal("one", message.Body.ToString());
        Assert.Null(await receiver.PeekMessageAsync(0));
        await Assert.ThrowsAsync<InvalidOperationException>(() => receiver.CompleteMessageAsync(message));
    }

    [Fact]
    public async Task Prefetch_ReceiverThatCloses_GivesItsMessagesBack()
    {
        await SendAsync("one", "two", "three");
        await using (var first = _client.CreateReceiver(Endpoint.Queue, new ServiceBusReceiverOptions { PrefetchCount = 10 }))
            await first.CompleteMessageAsync(await ReceiveAsync(first));

        await using var second = _client.CreateReceiver(Endpoint.Queue);
        // Each is given back by itself: the second receiver may come between the two.
        string[] received = [(await ReceiveAsync(second)).Body.ToString(), (await ReceiveAsync(second)).Body.ToString()];
        Assert.Equal(["three", "two"], received.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ReceiveMessage_LateForAReceiverThatGaveUp_GoesToTheNext()
    {
        await using var first = _client.CreateReceiver(Endpoint.Queue);
        Assert.Null(await first.ReceiveMessageAsync(s_moment));
        await SendAsync("one");

        Assert.Equal("one", (await ReceiveAsync(_client.CreateReceiver(Endpoint.Queue))).Body.ToString());
    }

    [Fact]
    public async Task ReceiveMessage_Cancelled_EndsAndTheReceiverGoesOn()
    {
        await using var receiver = _client.CreateReceiver(Endpoint.Queue);
        using var cancelled = new CancellationTokenSource(s_moment);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiver.ReceiveMessageAsync(s_patience, cancelled.Token));
        await SendAsync("one");

        Assert.Equal("one", (await ReceiveAsync(receiver)).Body.ToString());
    }

    [Fact]
    public async Task Operations_EndpointThatComesBack_GoOn()
    {
        await using var sender = _client.CreateSender(Endpoint.Queue);
        await using var receiver = _client.CreateReceiver(Endpoint.Queue);
        await sender.SendMessageAsync(new ServiceBusMessage("before"));
        await receiver.CompleteMessageAsync(await ReceiveAsync(receiver));
        var waiting = receiver.ReceiveMessageAsync(s_patience);

        await _endpoint.StopAsync();
        var sending = sender.SendMessageAsync(new ServiceBusMessage("after"));
        await _endpoint.StartAgainAsync();
        await sending;

        var message = await waiting ?? await ReceiveAsync(receiver);
        Assert.Equal("after", message.Body.ToString());
        await receiver.CompleteMessageAsync(message);
    }

    [Fact]
    public async Task CompleteMessage_ConnectionLostMeanwhile_CompletesOrSaysThatTheLockIsLost()
    {
        await SendAsync("one");
        await using var receiver = _client.CreateReceiver(Endpoint.Queue);
        var message = await ReceiveAsync(receiver);
        await _endpoint.StopAsync();
        await _endpoint.StartAgainAsync();

        // Locks are the endpoint's memory; what counts is that the answer is true.
        var error = await Record.ExceptionAsync(() => receiver.CompleteMessageAsync(message));
        var again = await receiver.ReceiveMessageAsync(TimeSpan.FromSeconds(2));

        if (error is null)
            Assert.Null(again);
        else
            Assert.Equal((ServiceBusFailureReason.MessageLockLost, "one"), (((ServiceBusException)error).Reason, again?.Body.ToString()));
    }

    [Fact]
    public async Task Operations_ConnectionCutWithoutAWord_GoOn()
    {
        using var proxy = new CuttingProxy(_endpoint.Port);
        await using var client = _endpoint.Connect(_endpoint.ConnectionString.Replace($":{_endpoint.Port}", $":{proxy.Port}", StringComparison.Ordinal));
        await using var sender = client.CreateSender(Endpoint.Unique);
        await using var receiver = client.CreateReceiver(Endpoint.Unique);
        HashSet<string> received = [];
        for (var i = 0; i < 10; i++)
        {
            var waiting = receiver.ReceiveMessageAsync(s_patience);
            var sending = sender.SendMessageAsync(new ServiceBusMessage($"{i}") { MessageId = $"id-{i}" });
            proxy.Cut();
            await sending;
            received.Add((await waiting ?? await ReceiveAsync(receiver)).Body.ToString());
        }

        // Whether a message was taken before the cut is the broker's, and whose lock has ended comes again: none is lost.
        for (var again = 0; received.Count < 10 && again < 50; again++)
            received.Add((await ReceiveAsync(receiver)).Body.ToString());
        Assert.Equal(10, received.Count);
    }

    [Fact]
    public async Task SendMessage_NobodyThere_FailsAfterItsTries()
    {
        await _endpoint.StopAsync();
        await using var client = new ServiceBusClient(
            _endpoint.ConnectionString, new ServiceBusClientOptions { RetryOptions = { Delay = TimeSpan.FromMilliseconds(1), MaxRetries = 2 } });

        var error = await Assert.ThrowsAsync<ServiceBusException>(() => client.CreateSender(Endpoint.Queue).SendMessageAsync(new ServiceBusMessage("one")));

        Assert.Equal((ServiceBusFailureReason.ServiceCommunicationProblem, true), (error.Reason, error.IsTransient));
    }

    [Fact]
    public async Task Operations_ManyAtOnce_AllSucceed()
    {
        await using var sender = _client.CreateSender(Endpoint.Queue);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => sender.SendMessageAsync(new ServiceBusMessage($"{i}"))));
        await using var receiver = _client.CreateReceiver(Endpoint.Queue);
        HashSet<string> received = [];
        while (received.Count < 200)
        {
            var some = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => receiver.ReceiveMessagesAsync(10, TimeSpan.FromSeconds(1))));
            foreach (var message in some.SelectMany(batch => batch))
                Assert.True(received.Add(message.Body.ToString()));
            await Task.WhenAll(some.SelectMany(batch => batch).Select(message => receiver.CompleteMessageAsync(message)));
        }
        Assert.Null(await receiver.PeekMessageAsync(0));
    }

    private static async Task<ServiceBusReceivedMessage> ReceiveAsync(ServiceBusReceiver receiver)
    {
        var message = await receiver.ReceiveMessageAsync(s_patience);
        Assert.NotNull(message);
        return message;
    }

    private Task SendAsync(params string[] texts) => SendToAsync(Endpoint.Queue, texts);

    private async Task SendToAsync(string entity, params string[] texts)
    {
        await using var sender = _client.CreateSender(entity);
        foreach (var text in texts)
            await sender.SendMessageAsync(new ServiceBusMessage(text));
    }
}
