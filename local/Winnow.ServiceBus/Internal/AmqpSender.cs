using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace Azure.Messaging.ServiceBus.Internal;

/// <summary>Sends over a link that is opened again when it was lost.</summary>
internal sealed class AmqpSender(ConnectionScope scope, string entityPath, RetryRunner retries) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private readonly ManagementClient _management = new(scope, entityPath);
    private OpenLink? _current;

    public Task SendAsync(IReadOnlyList<ServiceBusMessage> messages, CancellationToken cancellationToken) =>
        retries.RunAsync(
            entityPath,
            async token =>
            {
                var open = await LinkAsync(token);
                var written = MessageWriter.WriteBatch(messages);
                ThrowIfTooLarge(written, messages.Count, open.MaxMessageSize);
                await SendAsync(open, written, token);
                return true;
            },
            cancellationToken);

    public Task<IReadOnlyList<long>> ScheduleAsync(IReadOnlyList<ServiceBusMessage> messages, CancellationToken cancellationToken) =>
        retries.RunAsync<IReadOnlyList<long>>(
            entityPath,
            async token =>
            {
                var entries = new List<object>();
                foreach (var message in messages)
                    entries.Add(Entry(message));
                var reply = await _management.RequestAsync("schedule-message", new Map { ["messages"] = entries.ToArray().ToAmqpList() }, token);
                return [.. reply.Values<long>("sequence-numbers")];
            },
            cancellationToken);

    public Task CancelScheduledAsync(long[] sequenceNumbers, CancellationToken cancellationToken) =>
        retries.RunAsync(
            entityPath,
            token => _management.RequestAsync("cancel-scheduled-message", new Map { ["sequence-numbers"] = sequenceNumbers }, token),
            cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync();
        _current?.Session.CloseQuietly();
        _current = null;
        _management.Dispose();
        _gate.Release();
    }

    private static Map Entry(ServiceBusMessage message)
    {
        var entry = new Map { ["message"] = MessageWriter.Encode(MessageWriter.Write(message)) };
        if (message.MessageId is not null)
            entry["message-id"] = message.MessageId;
        if (message.SessionId is not null)
            entry["session-id"] = message.SessionId;
        if (message.PartitionKey is not null)
            entry["partition-key"] = message.PartitionKey;
        return entry;
    }

    private void ThrowIfTooLarge(Message message, int count, ulong limit)
    {
        if (limit == 0 || (ulong)message.Encode().Length is var size && size <= limit)
            return;
        throw new ServiceBusException(
            $"{(count == 1 ? "The message has" : $"The {count} messages of the batch have together")} {size} bytes; the limit is {limit} bytes.",
            ServiceBusFailureReason.MessageSizeExceeded,
            entityPath);
    }

    private async Task SendAsync(OpenLink open, Message message, CancellationToken cancellationToken)
    {
        var sent = new TaskCompletionSource<Outcome?>(TaskCreationOptions.RunContinuationsAsynchronously);
        open.Link.Send(message, (_, _, outcome, _) => sent.TrySetResult(outcome), null);
        switch (await open.Watch.UnlessClosedAsync(sent.Task, entityPath, cancellationToken))
        {
            case Accepted:
                return;
            case Rejected rejected:
                throw AmqpErrors.ToException(rejected.Error, entityPath);
            case var other:
                // Released: by the broker, or by AMQPNetLite for a link that was lost.
                throw AmqpErrors.Lost($"The message was not accepted but {other?.GetType().Name ?? "lost"}.", entityPath);
        }
    }

    private async Task<OpenLink> LinkAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return _current is { Link.IsClosed: false } ? _current : _current = await OpenAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<OpenLink> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await scope.GetAsync(cancellationToken);
        await connection.AuthorizeAsync(entityPath, cancellationToken);
        var session = connection.OpenSession();
        var watch = new LinkWatch();
        try
        {
            var link = new SenderLink(session, $"{entityPath}-{Guid.NewGuid():N}", new Target { Address = entityPath }, watch.OnAttached);
            watch.Watch(link);
            var attach = await watch.WaitAsync(entityPath, cancellationToken);
            return new OpenLink(session, link, watch, attach.MaxMessageSize);
        }
        catch
        {
            session.CloseQuietly();
            throw;
        }
    }

    private sealed record OpenLink(Session Session, SenderLink Link, LinkWatch Watch, ulong MaxMessageSize);
}
