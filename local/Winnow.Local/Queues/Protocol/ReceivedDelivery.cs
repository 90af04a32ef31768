using Amqp;

namespace Winnow.Local.Queues.Protocol;

/// <summary>A delivery from a client as it came, not decoded.</summary>
internal sealed class ReceivedDelivery(byte[] bytes) : Message
{
    public byte[] Bytes => bytes;
}
