using Amqp.Handler;

namespace Winnow.Local.Queues.Protocol;

/// <summary>Makes the delivery tag of a message its lock token, as clients expect.</summary>
internal sealed class DeliveryTags : IHandler
{
    public bool CanHandle(EventId id) => id == EventId.SendDelivery;

    public void Handle(Event protocolEvent)
    {
        if (protocolEvent.Id == EventId.SendDelivery && protocolEvent.Context is IDelivery { Message: SentMessage message } delivery)
        {
            delivery.Tag = (message.Lock?.Token ?? Guid.NewGuid()).ToByteArray();
        }
    }
}
