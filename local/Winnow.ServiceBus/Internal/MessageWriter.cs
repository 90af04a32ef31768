using Amqp;
using Amqp.Framing;

namespace Azure.Messaging.ServiceBus.Internal;

/// <summary>Makes AMQP messages of messages to send.</summary>
internal static class MessageWriter
{
    private const uint BatchFormat = 0x80013700;

    /// <exception cref="NotSupportedException">A property has a type that AMQP cannot carry.</exception>
    public static Message Write(ServiceBusMessage message)
    {
        var written = new Message
        {
            BodySection = new Data { Binary = message.Body.ToArray() },
            Properties = WriteProperties(message),
            MessageAnnotations = WriteAnnotations(message),
        };
        if (message.TimeToLive < TimeSpan.MaxValue)
        {
            // The header holds 49 days; a longer time is left to the queue's own limit.
            written.Header = new Header { Ttl = (uint)Math.Min(message.TimeToLive.TotalMilliseconds, uint.MaxValue) };
        }
        if (message.ApplicationProperties.Count > 0)
        {
            written.ApplicationProperties = new ApplicationProperties();
            foreach (var (name, value) in message.ApplicationProperties)
                written.ApplicationProperties[name] = PropertyValues.ToAmqp(name, value);
        }
        return written;
    }

    /// <summary>One message that holds several: the broker takes all of them or none.</summary>
    public static Message WriteBatch(IReadOnlyList<ServiceBusMessage> messages)
    {
        if (messages.Count == 1)
            return Write(messages[0]);
        var parts = new DataList();
        foreach (var message in messages)
            parts.Add(new Data { Binary = Encode(Write(message)) });
        // The broker routes a batch by the properties of its first message.
        var first = Write(messages[0]);
        return new Message { BodySection = parts, Format = BatchFormat, Properties = first.Properties, MessageAnnotations = first.MessageAnnotations };
    }

    public static byte[] Encode(Message message)
    {
        var buffer = message.Encode();
        return buffer.Buffer.AsSpan(buffer.Offset, buffer.Length).ToArray();
    }

    private static Properties WriteProperties(ServiceBusMessage message)
    {
        var properties = new Properties();
        if (message.MessageId is not null)
            properties.MessageId = message.MessageId;
        if (message.CorrelationId is not null)
            properties.CorrelationId = message.CorrelationId;
        if (message.ContentType is not null)
            properties.ContentType = message.ContentType;
        if (message.Subject is not null)
            properties.Subject = message.Subject;
        if (message.To is not null)
            properties.To = message.To;
        if (message.ReplyTo is not null)
            properties.ReplyTo = message.ReplyTo;
        if (message.SessionId is not null)
            properties.GroupId = message.SessionId;
        if (message.ReplyToSessionId is not null)
            properties.ReplyToGroupId = message.ReplyToSessionId;
        return properties;
    }

    private static MessageAnnotations? WriteAnnotations(ServiceBusMessage message)
    {
        var annotations = new MessageAnnotations();
        if (message.PartitionKey is not null)
            annotations[Annotations.PartitionKey] = message.PartitionKey;
        if (message.ScheduledEnqueueTime != default)
            annotations[Annotations.ScheduledEnqueueTime] = message.ScheduledEnqueueTime.UtcDateTime;
        return annotations.Map.Count > 0 ? annotations : null;
    }
}
