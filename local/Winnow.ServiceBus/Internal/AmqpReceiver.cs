using Amqp;
using Amqp.Types;

namespace Azure.Messaging.ServiceBus.Internal;

/// <summary>Receives over a link that is opened again when it was lost, and settles through <c>$management</c>.</summary>
/// <remarks>
/// AMQPNetLite settles a delivery without waiting for the broker, so that a lost lock would go unnoticed. The request
/// <c>update-disposition</c> is answered, and works for a message whose link is gone.
/// </remarks>
internal sealed class AmqpReceiver(ConnectionScope scope, string entityPath, int prefetchCount, ServiceBusReceiveMode mode, RetryRunner retries)
    : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private readonly ManagementClient _management = new(scope, entityPath);
    private ReceiveLink? _current;
    private long _lastPeeked;

    public Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveAsync(int maxMessages, TimeSpan? maxWaitTime, CancellationToken cancellationToken)
    {
        var wait = maxWaitTime ?? retries.TryTimeout;
        return retries.RunAsync(
            entityPath,
            wait + retries.TryTimeout,
            async token => await (await LinkAsync(token)).ReceiveAsync(maxMessages, wait, token),
            cancellationToken);
    }

    public async Task SettleAsync(ServiceBusReceivedMessage message, Disposition disposition, CancellationToken cancellationToken)
    {
        await retries.RunAsync(
            entityPath,
            token => _management.RequestAsync("update-disposition", disposition.ToMap(message.LockTokenGuid), token),
            cancellationToken);
        message.Delivery?.Release();
    }

    public Task<DateTimeOffset> RenewLockAsync(Guid lockToken, CancellationToken cancellationToken) =>
        retries.RunAsync(
            entityPath,
            async token =>
            {
                var reply = await _management.RequestAsync("renew-lock", new Map { ["lock-tokens"] = new[] { lockToken } }, token);
                return MessageReader.Time(reply.Values<object>("expirations").FirstOrDefault());
            },
            cancellationToken);

    public Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekAsync(int maxMessages, long? fromSequenceNumber, CancellationToken cancellationToken) =>
        retries.RunAsync<IReadOnlyList<ServiceBusReceivedMessage>>(
            entityPath,
            async token =>
            {
                var body = new Map { ["from-sequence-number"] = fromSequenceNumber ?? _lastPeeked + 1, ["message-count"] = maxMessages };
                var reply = await RequestOrNothingAsync("peek-message", body, token);
                List<ServiceBusReceivedMessage> messages = [.. reply.Values<Map>("messages").Select(entry => MessageReader.Read(Decode(entry), default, null))];
                if (messages.Count > 0)
                    _lastPeeked = messages[^1].SequenceNumber;
                return messages;
            },
            cancellationToken);

    public Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveDeferredAsync(long[] sequenceNumbers, CancellationToken cancellationToken) =>
        retries.RunAsync<IReadOnlyList<ServiceBusReceivedMessage>>(
            entityPath,
            async token =>
            {
                var body = new Map
                {
                    ["sequence-numbers"] = sequenceNumbers, ["receiver-settle-mode"] = mode == ServiceBusReceiveMode.PeekLock ? 1u : 0u,
                };
                var reply = await _management.RequestAsync("receive-by-sequence-number", body, token);
                return
                [
                    .. reply.Values<Map>("messages")
                        .Select(entry => MessageReader.Read(Decode(entry), entry["lock-token"] is Guid lockToken ? lockToken : default, null)),
                ];
            },
            cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync();
        _current?.Close();
        _current = null;
        _management.Dispose();
        _gate.Release();
    }

    private static Message Decode(Map entry)
    {
        var bytes = (byte[])entry["message"];
        return Message.Decode(new ByteBuffer(bytes, 0, bytes.Length, bytes.Length));
    }

    private async Task<Map?> RequestOrNothingAsync(string operation, Map body, CancellationToken cancellationToken)
    {
        try
        {
            return await _management.RequestAsync(operation, body, cancellationToken);
        }
        catch (ServiceBusException exception) when (exception.Reason == ServiceBusFailureReason.MessageNotFound)
        {
            return null;
        }
    }

    private async Task<ReceiveLink> LinkAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_current is { IsOpen: true })
                return _current;
            var connection = await scope.GetAsync(cancellationToken);
            await connection.AuthorizeAsync(entityPath, cancellationToken);
            return _current = await ReceiveLink.OpenAsync(connection.OpenSession(), entityPath, prefetchCount, mode, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }
}
