using Azure.Messaging.ServiceBus;
using Winnow.Cli.Api;
using Winnow.Cli.Output;

namespace Winnow.Cli.Bus;

/// <summary>Waits for what becomes of a request: its event, or its place among the dead letters.</summary>
public sealed class RequestWatch(ServiceBusClient client, CliConsole console)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    /// <summary>Waits for the event that ends the request well; it stays in the subscription.</summary>
    /// <exception cref="CliException">The request was refused, or its run failed.</exception>
    public async Task<BusEvent> WaitAsync(string type, string messageId, CancellationToken cancellationToken)
    {
        var (_, kind, end) = MessageBus.Types.Single(each => each.Type == type);
        var subject = MessageBus.SubjectOf(kind, messageId);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var told = FindEventAsync(subject, end, stop.Token);
        var refused = FindDeadLetterAsync(messageId, stop.Token);
        console.Notes.Line($"waiting for {end} of {subject}");
        var first = await Task.WhenAny(told, refused);
        await stop.CancelAsync();
        if (first == refused && await refused is { } letter)
        {
            throw new CliException(letter.Reason ?? "dead-lettered", $"The request was refused: {letter.Description}");
        }

        var happened = await told;
        return happened.Type == end ? happened : throw new CliException(
            happened.Data.Text("code") ?? "run-failed", $"The run failed: {happened.Data.Text("reason")}");
    }

    private async Task<BusEvent> FindEventAsync(string subject, string end, CancellationToken cancellationToken)
    {
        await using var receiver = client.CreateReceiver(MessageBus.Events, MessageBus.DefaultSubscription);
        return await new EventTail(receiver).PeekAsync(follow: true, cancellationToken)
            .FirstAsync(happened => happened.Subject == subject && (happened.Type == end || happened.Type == "run.failed"), cancellationToken);
    }

    private async Task<DeadLetter> FindDeadLetterAsync(string messageId, CancellationToken cancellationToken)
    {
        await using var queue = new DeadLetters(client);
        while (true)
        {
            if (await queue.ListAsync(cancellationToken).FirstOrDefaultAsync(letter => letter.MessageId == messageId, cancellationToken) is { } letter)
                return letter;
            await Task.Delay(s_pause, cancellationToken);
        }
    }
}
