using Amqp;
using Winnow.Local.Queues.Broker;

namespace Winnow.Local.Queues.Protocol;

/// <summary>A message on its way to a receiver; its bytes travel beside it.</summary>
internal sealed class SentMessage(MessageLock? messageLock) : Message
{
    /// <summary>The lock that the receiver settles by; null when the message has been deleted already.</summary>
    public MessageLock? Lock => messageLock;
}
