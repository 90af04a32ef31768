using Amqp;
using Amqp.Framing;
using Amqp.Listener;

namespace Winnow.Local.Queues.Protocol;

/// <summary>Answers on links that the client may have closed meanwhile.</summary>
internal static class LinkExtensions
{
    /// <summary>Settles a delivery, if the client is still there to hear of it.</summary>
    public static void Settle(this ListenerLink link, Message message, DeliveryState outcome)
    {
        try
        {
            link.DisposeMessage(message, outcome, settled: true);
        }
        catch (Exception exception) when (exception is AmqpException or ObjectDisposedException)
        {
            // The link or its connection has been closed: nobody waits for the answer.
        }
    }

    /// <summary>Sends a message, if the client is still there to receive it.</summary>
    /// <returns>False when it is not.</returns>
    public static bool TrySend(this ListenerLink link, Message message, ByteBuffer bytes)
    {
        try
        {
            link.SendMessage(message, bytes);
            return true;
        }
        catch (Exception exception) when (exception is AmqpException or ObjectDisposedException)
        {
            return false;
        }
    }
}
