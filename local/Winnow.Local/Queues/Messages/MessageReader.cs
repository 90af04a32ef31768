using System.Globalization;
using System.Text;
using Amqp;
using Amqp.Framing;
using Winnow.Local.Queues.Storage;

namespace Winnow.Local.Queues.Messages;

/// <summary>Reads what was sent: of a message only what the endpoint needs to know, the rest stays as the sender encoded it.</summary>
internal static class MessageReader
{
    /// <summary>The message format of a batch, each data section of which is an encoded message.</summary>
    public const uint BatchFormat = 0x80013700;

    private const int MaxIdLength = 128;

    /// <summary>The messages of a delivery: one, or those of a batch.</summary>
    /// <exception cref="AmqpException">They are not well-formed, or a message id is too long.</exception>
    public static IReadOnlyList<NewMessage> Read(byte[] delivery, uint format) => format switch
    {
        0 => [ReadOne(delivery)],
        BatchFormat => [.. MessageSections.Data(delivery).Select(ReadOne)],
        _ => throw Refused(ErrorCode.NotImplemented, $"Message format 0x{format:x8} is not known; send format 0, or a batch (0x{BatchFormat:x8})."),
    };

    /// <summary>Reads one encoded message.</summary>
    /// <exception cref="AmqpException">It is not well-formed, or its message id is too long.</exception>
    public static NewMessage ReadOne(ReadOnlyMemory<byte> message)
    {
        var sections = MessageSections.Find(message.Span);
        var bare = message[sections.BareStart..].ToArray();
        var id = ReadId(message[sections.Properties]);
        if (id is null)
        {
            id = Guid.NewGuid().ToString("N");
            bare = WithId(message, sections, id);
        }

        if (id.Length > MaxIdLength)
        {
            throw Refused(ErrorCode.InvalidField, $"The message id '{id[..32]}…' has {id.Length} characters; {MaxIdLength} are allowed.");
        }

        var annotations = ReadAnnotations(message[sections.MessageAnnotations]);
        return new NewMessage(id, bare)
        {
            Annotations = annotations is { Map.Count: > 0 } ? AmqpCoding.Encode(annotations) : null,
            Due = annotations?[Annotations.ScheduledEnqueueTime] is DateTime due ? new DateTimeOffset(due).ToUnixTimeMilliseconds() : null,
            TimeToLive = ReadTimeToLive(message[sections.Header]),
        };
    }

    private static string? ReadId(ReadOnlyMemory<byte> properties)
    {
        if (properties.IsEmpty)
        {
            return null;
        }

        var bytes = properties.Span;
        var position = 0;
        AmqpBytes.TryReadDescriptor(bytes, ref position, out _);
        if (AmqpBytes.Items(bytes, ref position) == 0)
        {
            return null;
        }

        return bytes[position] is AmqpBytes.String8 or AmqpBytes.String32
            ? Encoding.UTF8.GetString(AmqpBytes.Content(bytes, position)) is { Length: > 0 } text ? text : null
            : AmqpCoding.Decode<Properties>(properties).GetMessageId() switch
            {
                null => null,
                byte[] binary => Convert.ToHexStringLower(binary),
                var other => Convert.ToString(other, CultureInfo.InvariantCulture),
            };
    }

    private static byte[] WithId(ReadOnlyMemory<byte> message, MessageSections sections, string id)
    {
        var properties = message[sections.Properties] is { IsEmpty: false } given ? AmqpCoding.Decode<Properties>(given) : new Properties();
        properties.MessageId = id;
        return [.. AmqpCoding.Encode(properties), .. message[sections.ApplicationProperties].Span, .. message[sections.BodyStart..].Span];
    }

    private static MessageAnnotations? ReadAnnotations(ReadOnlyMemory<byte> section)
    {
        if (section.IsEmpty)
        {
            return null;
        }

        var annotations = AmqpCoding.Decode<MessageAnnotations>(section);
        foreach (var name in Annotations.OfTheBroker)
        {
            annotations.Map.Remove(name);
        }

        return annotations;
    }

    private static long? ReadTimeToLive(ReadOnlyMemory<byte> section) =>
        !section.IsEmpty && AmqpCoding.Decode<Header>(section) is var header && header.HasField(2) ? header.Ttl : null;

    private static AmqpException Refused(string code, string description) => new(new Error(code) { Description = description });
}
