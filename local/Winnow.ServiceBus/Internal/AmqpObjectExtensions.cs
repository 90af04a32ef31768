using Amqp;

namespace Azure.Messaging.ServiceBus.Internal;

/// <summary>Closes sessions and connections that nobody waits for any more.</summary>
internal static class AmqpObjectExtensions
{
    /// <summary>Sends the end, if there is anybody to send it to, and does not wait for the answer.</summary>
    public static void CloseQuietly(this AmqpObject closing)
    {
        try
        {
            closing.Close(TimeSpan.Zero);
        }
        catch (Exception exception) when (exception is AmqpException or IOException or ObjectDisposedException or TimeoutException)
        {
            // The other side was faster, or is gone: it is closed either way.
        }
    }
}
