using Amqp;

namespace Azure.Messaging.ServiceBus.Internal;

/// <summary>A message that came over a link.</summary>
/// <param name="Link">The link, which may be gone by now.</param>
/// <param name="Message">The message as it came.</param>
internal sealed record Delivery(ReceiverLink Link, Message Message)
{
    /// <summary>Forgets the delivery on both sides, once its message is settled or no longer wanted.</summary>
    /// <remarks>A message that is still locked becomes available to other receivers; any other is left as it is.</remarks>
    public void Release()
    {
        if (Link.IsClosed)
            return;
        try
        {
            Link.Release(Message);
        }
        catch (AmqpException)
        {
            // The link went at this moment, and the delivery with it.
        }
    }
}
