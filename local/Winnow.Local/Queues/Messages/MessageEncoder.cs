using Amqp;
using Amqp.Framing;
using Amqp.Types;
using Winnow.Local.Queues.Storage;

namespace Winnow.Local.Queues.Messages;

/// <summary>Encodes a stored message for its receiver: a new header and annotations before what the sender encoded.</summary>
internal static class MessageEncoder
{
    /// <param name="message">The message.</param>
    /// <param name="lockedUntil">When its lock ends (Unix milliseconds), if it is locked.</param>
    public static ByteBuffer Encode(StoredMessage message, long? lockedUntil)
    {
        var buffer = new ByteBuffer(message.Body.Length + 256, true);
        var header = new Header { DeliveryCount = (uint)message.Deliveries };
        if (message.Expires - (message.Due ?? message.Enqueued) is { } timeToLive)
        {
            header.Ttl = (uint)Math.Clamp(timeToLive, 0, uint.MaxValue);
        }

        Encoder.WriteObject(buffer, header);
        Encoder.WriteObject(buffer, Annotate(message, lockedUntil));
        buffer.Append(message.Body);
        return buffer;
    }

    private static MessageAnnotations Annotate(StoredMessage message, long? lockedUntil)
    {
        var annotations = message.Annotations is { } given ? AmqpCoding.Decode<MessageAnnotations>(given) : new MessageAnnotations();
        annotations[Annotations.SequenceNumber] = message.Sequence;
        annotations[Annotations.OriginalSequenceNumber] = message.OriginalSequence;
        annotations[Annotations.EnqueuedTime] = Time(message.Enqueued);
        annotations[Annotations.MessageState] = (int)message.State;
        if (lockedUntil is { } until)
        {
            annotations[Annotations.LockedUntil] = Time(until);
        }

        if (message.Source is { } source)
        {
            annotations[Annotations.DeadLetterSource] = source;
        }

        return annotations;
    }

    private static DateTime Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime;
}
