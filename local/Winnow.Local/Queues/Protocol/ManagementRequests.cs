using System.Globalization;
using Amqp;
using Amqp.Framing;
using Amqp.Types;
using Winnow.Local.Queues.Broker;
using Winnow.Local.Queues.Messages;
using Winnow.Local.Queues.Storage;

namespace Winnow.Local.Queues.Protocol;

/// <summary>Answers the <c>$management</c> node of a queue, topic or subscription.</summary>
/// <param name="broker">The broker.</param>
/// <param name="path">The path of the entity.</param>
/// <param name="client">Who asks.</param>
/// <param name="maxMessageBytes">Bytes of messages that one answer holds, and of a message that is to be scheduled.</param>
internal sealed class ManagementRequests(MessageBroker broker, string path, ClientConnection client, int maxMessageBytes)
{
    public const string Suffix = "/$management";

    private const string Vendor = "com.microsoft:";
    private const int MaxPeeked = 1000;

    public Task<Reply> AnswerAsync(Message request)
    {
        client.Demand(path + Suffix);
        var operation = request.ApplicationProperties?["operation"] as string ?? "";
        var body = (request.BodySection as AmqpValue)?.Value as Map ?? [];
        return operation switch
        {
            Vendor + "renew-lock" => Task.FromResult(RenewLocks(body)),
            Vendor + "peek-message" => Task.FromResult(Peek(body)),
            Vendor + "schedule-message" => ScheduleAsync(body),
            Vendor + "cancel-scheduled-message" => CancelAsync(body),
            Vendor + "receive-by-sequence-number" => ReceiveDeferredAsync(body),
            Vendor + "update-disposition" => SettleAsync(body),
            _ => Task.FromResult(new Reply(501)
            {
                Condition = ErrorCode.NotImplemented,
                Description = $"The local endpoint does not know '{operation}'; it knows renew-lock, peek-message, schedule-message, "
                    + "cancel-scheduled-message, receive-by-sequence-number and update-disposition.",
            }),
        };
    }

    private MessageQueue Queue => broker.Topology.FindQueue(path)
        ?? throw ErrorCodes.Exception(ErrorCode.NotAllowed, $"'{path}' is a topic: only its subscriptions can be received from.");

    private Destination Destination => broker.Topology.FindDestination(path)
        ?? throw ErrorCodes.Exception(ErrorCode.NotAllowed, $"'{path}' cannot be sent to.");

    private Reply RenewLocks(Map body)
    {
        var ends = Tokens(body).Select(token => Queue.RenewLock(token)).ToList();
        return ends.Contains(null)
            ? LockLost()
            : Ok("expirations", ends.Select(end => DateTimeOffset.FromUnixTimeMilliseconds(end!.Value).UtcDateTime).ToArray());
    }

    private Reply Peek(Map body)
    {
        var count = Math.Clamp(Number(body, "message-count"), 1, MaxPeeked);
        var (messages, bytes) = (new List(), 0);
        foreach (var message in Queue.Peek(Number(body, "from-sequence-number"), (int)count))
        {
            if (messages.Count > 0 && bytes + message.Body.Length > maxMessageBytes)
            {
                break;
            }

            bytes += message.Body.Length;
            messages.Add(new Map { ["message"] = Encode(message, null) });
        }

        return messages.Count > 0
            ? Ok("messages", messages)
            : new Reply(204) { Description = "There are no more messages.", Condition = ErrorCodes.MessageNotFound };
    }

    private async Task<Reply> ScheduleAsync(Map body)
    {
        var messages = Items<Map>(body, "messages").Select(item => (byte[])item["message"]).Select(ReadScheduled).ToList();
        return Ok("sequence-numbers", await broker.SendAsync(Destination, messages));
    }

    private NewMessage ReadScheduled(byte[] message) => message.Length <= maxMessageBytes
        ? MessageReader.ReadOne(message)
        : throw ErrorCodes.Exception(
            ErrorCode.MessageSizeExceeded, $"The message has {message.Length} bytes; '{path}' takes {maxMessageBytes} (Local:Queues:MaxMessageBytes).");

    private async Task<Reply> CancelAsync(Map body)
    {
        var missing = await broker.CancelScheduledAsync(Destination, [.. Items<long>(body, "sequence-numbers")]);
        return missing.Count == 0 ? Ok() : NotFound($"There is no scheduled message with sequence number {string.Join(", ", missing)} in '{path}'.");
    }

    private async Task<Reply> ReceiveDeferredAsync(Map body)
    {
        var sequences = Items<long>(body, "sequence-numbers").ToList();
        var messages = new List();
        if (Number(body, "receiver-settle-mode") == 0)
        {
            foreach (var message in await Queue.DeleteDeferredAsync(sequences) ?? [])
            {
                messages.Add(new Map { ["message"] = Encode(message, null) });
            }
        }
        else
        {
            foreach (var (message, held) in Queue.LockDeferred(sequences) ?? [])
            {
                messages.Add(new Map { ["message"] = Encode(message, held.Until), ["lock-token"] = held.Token });
            }
        }

        return messages.Count > 0
            ? Ok("messages", messages)
            : NotFound($"'{path}' has no deferred messages with all of the sequence numbers {string.Join(", ", sequences)}.");
    }

    private async Task<Reply> SettleAsync(Map body)
    {
        var settlement = ReadSettlement(body);
        foreach (var token in Tokens(body))
        {
            if (!await Queue.SettleAsync(token, settlement))
            {
                return LockLost();
            }
        }

        return Ok();
    }

    private static Settlement ReadSettlement(Map body)
    {
        var changes = Outcomes.Changes(body["properties-to-modify"] as Map);
        return (body["disposition-status"] as string) switch
        {
            "completed" => Settlement.Complete,
            "abandoned" => new Settlement(SettlementKind.Abandon, changes),
            "defered" => new Settlement(SettlementKind.Defer, changes),
            "suspended" => new Settlement(
                SettlementKind.DeadLetter,
                (changes ?? new ApplicationPropertyChanges())
                    .Set(ApplicationPropertyChanges.Reason, body["deadletter-reason"])
                    .Set(ApplicationPropertyChanges.Description, body["deadletter-description"])),
            var other => throw ErrorCodes.Exception(
                ErrorCodes.ArgumentError, $"The disposition '{other}' is not known: completed, abandoned, defered or suspended."),
        };
    }

    private static List<Guid> Tokens(Map body) => [.. Items<Guid>(body, "lock-tokens")];

    private static IEnumerable<T> Items<T>(Map body, string name) => body[name] is System.Collections.IEnumerable items
        ? items.Cast<T>()
        : throw ErrorCodes.Exception(ErrorCodes.ArgumentError, $"The request has no '{name}'.");

    private static long Number(Map body, string name) => body[name] is { } value
        ? Convert.ToInt64(value, CultureInfo.InvariantCulture)
        : throw ErrorCodes.Exception(ErrorCodes.ArgumentError, $"The request has no '{name}'.");

    private static byte[] Encode(StoredMessage message, long? lockedUntil)
    {
        var buffer = MessageEncoder.Encode(message, lockedUntil);
        return buffer.Buffer.AsSpan(buffer.Offset, buffer.Length).ToArray();
    }

    private static Reply Ok() => new(200) { Description = "OK" };

    private static Reply Ok(string name, object value) => Ok() with { Body = new Map { [name] = value } };

    private static Reply NotFound(string description) => new(404) { Condition = ErrorCodes.MessageNotFound, Description = description };

    private static Reply LockLost() => new(410) { Condition = ErrorCodes.LockLost, Description = ErrorCodes.LockLostText };
}
