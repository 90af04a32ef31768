using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace Azure.Messaging.ServiceBus.Internal;

/// <summary>Asks the <c>$management</c> node of a queue, topic or subscription.</summary>
/// <remarks>The operations: https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-request-response.</remarks>
internal sealed class ManagementClient(ConnectionScope scope, string entityPath) : IDisposable
{
    private const int NoContent = 204;

    private readonly SemaphoreSlim _gate = new(1);
    private readonly string _address = EntityPaths.Management(entityPath);
    private RequestChannel? _channel;

    /// <returns>The body of the answer; null when there is nothing.</returns>
    public async Task<Map?> RequestAsync(string operation, Map body, CancellationToken cancellationToken)
    {
        var channel = await ChannelAsync(cancellationToken);
        var request = new Message(body)
        {
            ApplicationProperties = new ApplicationProperties { ["operation"] = $"com.microsoft:{operation}" },
        };
        var reply = await channel.RequestAsync(request, cancellationToken);
        var status = Replies.Status(reply);
        if (status is >= 200 and < 300)
            return status == NoContent ? null : reply.Body as Map;
        var condition = Replies.Condition(reply, status);
        throw AmqpErrors.ToException(condition, Replies.Description(reply, status), entityPath);
    }

    public void Dispose()
    {
        _channel?.Close();
        _gate.Dispose();
    }

    private async Task<RequestChannel> ChannelAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_channel is { IsOpen: true } open)
                return open;
            var connection = await scope.GetAsync(cancellationToken);
            await connection.AuthorizeAsync(entityPath, cancellationToken);
            return _channel = await RequestChannel.OpenAsync(connection.OpenSession(), _address, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }
}
