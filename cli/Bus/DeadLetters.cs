using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Azure.Messaging.ServiceBus;

namespace Winnow.Cli.Bus;

/// <summary>The dead-letter queue of the requests.</summary>
public sealed partial class DeadLetters(ServiceBusClient client) : IAsyncDisposable
{
    private const int PageSize = 100;
    private const int MaxMessageId = 128;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);
    private readonly ServiceBusReceiver _receiver = client.CreateReceiver(MessageBus.Requests, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
    private readonly ServiceBusSender _sender = client.CreateSender(MessageBus.Requests);

    /// <summary>Lists what lies there, oldest first, and leaves it there.</summary>
    public async IAsyncEnumerable<DeadLetter> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var next = 0L; ;)
        {
            var page = await _receiver.PeekMessagesAsync(PageSize, next, cancellationToken);
            foreach (var message in page)
            {
                next = message.SequenceNumber + 1;
                yield return DeadLetter.From(message);
            }

            if (page.Count == 0)
                yield break;
        }
    }

    /// <summary>Sends everything again that lies there now, or one message of it, and takes it out.</summary>
    /// <param name="messageId">Only this one; null for all.</param>
    /// <param name="cancellationToken">Stops between two messages.</param>
    /// <remarks>Under a new id, as duplicate detection would drop the old one: <c>id~2</c>, <c>id~3</c>, … so that doing it twice after a crash is harmless.</remarks>
    public async IAsyncEnumerable<DeadLetter> ResubmitAsync(string? messageId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HashSet<string> sent = [];
        List<ServiceBusReceivedMessage> kept = [];
        while (await _receiver.ReceiveMessageAsync(s_patience, cancellationToken) is { } message)
        {
            // One that was just sent and is back already would go round and round.
            if ((messageId is not null && message.MessageId != messageId) || sent.Contains(message.MessageId ?? ""))
            {
                kept.Add(message);
                continue;
            }

            var again = Copy(message);
            await _sender.SendMessageAsync(again, cancellationToken);
            sent.Add(again.MessageId!);
            await _receiver.CompleteMessageAsync(message, cancellationToken);
            yield return DeadLetter.From(message) with { ResubmittedAs = again.MessageId };
        }

        foreach (var message in kept)
            await _receiver.AbandonMessageAsync(message, cancellationToken: cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        await _sender.DisposeAsync();
    }

    /// <summary>The id of the next try: <c>a</c> → <c>a~2</c>, <c>a~2</c> → <c>a~3</c>.</summary>
    public static string NextId(string id)
    {
        var match = Tries().Match(id);
        var tries = match.Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 1;
        var suffix = string.Create(CultureInfo.InvariantCulture, $"~{tries + 1}");
        var name = match.Success ? id[..match.Index] : id;
        return name[..Math.Min(name.Length, MaxMessageId - suffix.Length)] + suffix;
    }

    private static ServiceBusMessage Copy(ServiceBusReceivedMessage message)
    {
        var copy = new ServiceBusMessage(message.Body)
        {
            // One without an id was refused for that; its number in the queue is as good a name.
            MessageId = NextId(string.IsNullOrEmpty(message.MessageId) ? string.Create(CultureInfo.InvariantCulture, $"message-{message.SequenceNumber}") : message.MessageId),
            CorrelationId = string.IsNullOrEmpty(message.CorrelationId) ? message.MessageId : message.CorrelationId,
            ContentType = message.ContentType,
            Subject = message.Subject,
        };
        foreach (var (name, value) in message.ApplicationProperties.Where(property => property.Key is not ("DeadLetterReason" or "DeadLetterErrorDescription")))
            copy.ApplicationProperties[name] = value;
        return copy;
    }

    [GeneratedRegex("~([0-9]{1,6})$")]
    private static partial Regex Tries();
}
