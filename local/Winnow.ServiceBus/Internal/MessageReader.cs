using System.Collections.ObjectModel;
using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace Azure.Messaging.ServiceBus.Internal;

/// <summary>Makes received messages of AMQP messages.</summary>
internal static class MessageReader
{
    public static ServiceBusReceivedMessage Read(Message message, Guid lockToken, Delivery? delivery)
    {
        var properties = message.Properties;
        var annotations = message.MessageAnnotations?.Map;
        return new ServiceBusReceivedMessage
        {
            Body = ReadBody(message)!,
            MessageId = properties?.GetMessageId()?.ToString(),
            CorrelationId = properties?.GetCorrelationId()?.ToString(),
            ContentType = properties?.ContentType?.ToString(),
            Subject = properties?.Subject,
            To = properties?.To,
            ReplyTo = properties?.ReplyTo,
            SessionId = properties?.GroupId,
            ReplyToSessionId = properties?.ReplyToGroupId,
            TimeToLive = ReadTimeToLive(message),
            ApplicationProperties = ReadProperties(message.ApplicationProperties?.Map),
            DeliveryCount = (int)(message.Header?.DeliveryCount ?? 0) + 1,
            PartitionKey = annotations?[Annotations.PartitionKey] as string,
            TransactionPartitionKey = annotations?[Annotations.ViaPartitionKey] as string,
            ScheduledEnqueueTime = Time(annotations?[Annotations.ScheduledEnqueueTime]),
            EnqueuedTime = Time(annotations?[Annotations.EnqueuedTime]),
            LockedUntil = Time(annotations?[Annotations.LockedUntil]),
            SequenceNumber = annotations?[Annotations.SequenceNumber] as long? ?? 0,
            EnqueuedSequenceNumber = annotations?[Annotations.EnqueuedSequenceNumber] as long? ?? 0,
            DeadLetterSource = annotations?[Annotations.DeadLetterSource]?.ToString(),
            State = annotations?[Annotations.MessageState] is int state ? (ServiceBusMessageState)state : ServiceBusMessageState.Active,
            LockTokenGuid = lockToken,
            Delivery = delivery,
        };
    }

    public static DateTimeOffset Time(object? value) =>
        value is DateTime time ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)) : default;

    private static BinaryData? ReadBody(Message message) => message.BodySection switch
    {
        null => BinaryData.Empty,
        Data data => BinaryData.FromBytes(data.Binary),
        DataList list => BinaryData.FromBytes(Enumerable.Range(0, list.Count).SelectMany(part => list[part].Binary).ToArray()),
        _ => null,
    };

    private static TimeSpan ReadTimeToLive(Message message) =>
        message.Header is { Ttl: > 0 } header ? TimeSpan.FromMilliseconds(header.Ttl) : TimeSpan.MaxValue;

    private static ReadOnlyDictionary<string, object> ReadProperties(Map? map)
    {
        var properties = new Dictionary<string, object>();
        foreach (var (name, value) in map ?? [])
            properties[name.ToString()!] = PropertyValues.FromAmqp(value)!;
        return new ReadOnlyDictionary<string, object>(properties);
    }
}
