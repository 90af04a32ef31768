using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;

namespace Winnow.Local.Tests.ServiceBus;

/// <summary>What the functions below were called with, and what they are to do.</summary>
public sealed class Calls
{
    private int _running;

    public ConcurrentQueue<(string Text, int Delivery)> Seen { get; } = new();

    /// <summary>What happens in a call.</summary>
    public Func<string, Task> Behave { get; init; } = _ => Task.CompletedTask;

    public int MostAtOnce { get; private set; }

    public async Task RunAsync(string text, int delivery)
    {
        lock (Seen)
            MostAtOnce = Math.Max(MostAtOnce, ++_running);
        Seen.Enqueue((text, delivery));
        try
        {
            await Behave(text);
        }
        finally
        {
            lock (Seen)
                _running--;
        }
    }

    public async Task UntilAsync(int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Seen.Count < count)
            await Task.Delay(20, limit.Token);
    }
}

public sealed class OrderFunctions(Calls calls)
{
    [Function("Orders")]
    public Task RunAsync([ServiceBusTrigger("%Orders:Queue%", Connection = "Bus")] ServiceBusReceivedMessage message, FunctionContext context)
    {
        Assert.Equal("Orders", context.FunctionDefinition.Name);
        return calls.RunAsync(message.Body.ToString(), message.DeliveryCount);
    }
}

public sealed class SettlingFunctions(Calls calls)
{
    [Function("Settling")]
    public async Task RunAsync(
        [ServiceBusTrigger(Endpoint.Queue, Connection = "Bus", AutoCompleteMessages = false)] ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken cancellationToken)
    {
        var text = message.Body.ToString();
        if (text == "bad")
            await actions.DeadLetterMessageAsync(message, deadLetterReason: "bad", deadLetterErrorDescription: "send a good one", cancellationToken: cancellationToken);
        else if (text == "good")
            await actions.CompleteMessageAsync(message, cancellationToken);
        else if (text == "again" && message.DeliveryCount == 1)
            await actions.AbandonMessageAsync(message, cancellationToken: cancellationToken);
        await calls.RunAsync(text, message.DeliveryCount);
    }
}

public sealed class NewsFunctions(Calls calls)
{
    [Function("News")]
    public Task RunAsync([ServiceBusTrigger(Endpoint.Topic, Endpoint.Subscription, Connection = "Bus")] string text) => calls.RunAsync(text, 1);
}

public sealed class BatchFunctions(Calls calls)
{
    [Function("Batch")]
    public async Task RunAsync([ServiceBusTrigger(Endpoint.Queue, Connection = "Bus", IsBatched = true)] ServiceBusReceivedMessage[] messages)
    {
        foreach (var message in messages)
            await calls.RunAsync(message.Body.ToString(), message.DeliveryCount);
    }
}

public sealed class OwnEndpointFunctions(Calls calls)
{
    [Function("Requests")]
    public Task RunAsync([ServiceBusTrigger("winnow-requests")] BinaryData body) => calls.RunAsync(body.ToString(), 1);
}
