using Azure.Messaging.ServiceBus;
using Winnow.Core.Events;

namespace Winnow.Functions.Events;

/// <summary>The Service Bus topic <c>winnow-events</c>.</summary>
/// <remarks>The event's id is the message id: the topic's duplicate detection stores an event that is sent twice once.</remarks>
public sealed class ServiceBusTopic(ServiceBusClient client) : IEventTopic, IAsyncDisposable
{
    /// <summary>Name of the topic.</summary>
    public const string Name = "winnow-events";

    private readonly ServiceBusSender _sender = client.CreateSender(Name);

    /// <inheritdoc/>
    /// <remarks>Subject and application properties repeat type, source and subject of the event, for the filters of subscriptions.</remarks>
    public Task SendAsync(OutboxEvent happened, CancellationToken cancellationToken)
    {
        var message = new ServiceBusMessage(happened.Body)
        {
            MessageId = happened.Id,
            CorrelationId = happened.CorrelationId,
            ContentType = CloudEvents.ContentType,
            Subject = happened.Type,
            ApplicationProperties = { ["type"] = happened.Type },
        };
        return _sender.SendMessageAsync(message, cancellationToken);
    }

    public ValueTask DisposeAsync() => _sender.DisposeAsync();
}
