using Amqp;
using Amqp.Framing;

namespace Winnow.Local.Queues.Messages;

/// <summary>Where the sections of an encoded message are (AMQP 1.0, part 3.2).</summary>
/// <remarks>A section that is missing has an empty range. Each range starts with the section's descriptor.</remarks>
internal sealed class MessageSections
{
    private const ulong HeaderCode = 0x70;
    private const ulong DeliveryAnnotationsCode = 0x71;
    private const ulong MessageAnnotationsCode = 0x72;
    private const ulong PropertiesCode = 0x73;
    private const ulong ApplicationPropertiesCode = 0x74;
    private const ulong DataCode = 0x75;
    private const ulong FooterCode = 0x78;

    private MessageSections()
    {
    }

    public Range Header { get; private set; }

    public Range MessageAnnotations { get; private set; }

    public Range Properties { get; private set; }

    public Range ApplicationProperties { get; private set; }

    /// <summary>Where the part begins that no broker changes: properties, application properties, body and footer.</summary>
    public int BareStart { get; private set; }

    /// <summary>Where the body begins, and after it the footer.</summary>
    public int BodyStart { get; private set; }

    /// <exception cref="AmqpException">The bytes are no message.</exception>
    public static MessageSections Find(ReadOnlySpan<byte> message)
    {
        var sections = new MessageSections { BareStart = -1 };
        var position = 0;
        while (position < message.Length)
        {
            var start = position;
            if (!AmqpBytes.TryReadDescriptor(message, ref position, out var code) || code is < HeaderCode or > FooterCode)
            {
                throw new AmqpException(new Error(ErrorCode.DecodeError) { Description = $"No section of a message begins at byte {start}." });
            }

            position = AmqpBytes.Skip(message, position);
            if (sections.Take(code, start, position))
            {
                break;
            }
        }

        sections.BodyStart = sections.BodyStart == 0 ? message.Length : sections.BodyStart;
        sections.BareStart = sections.BareStart < 0 ? message.Length : sections.BareStart;
        return sections;
    }

    /// <summary>The contents of the data sections of a message.</summary>
    /// <exception cref="AmqpException">The bytes are no message.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> Data(ReadOnlyMemory<byte> message)
    {
        var position = 0;
        while (position < message.Length)
        {
            var isData = AmqpBytes.TryReadDescriptor(message.Span, ref position, out var code) && code == DataCode;
            if (isData)
            {
                var length = AmqpBytes.Content(message.Span, position).Length;
                var end = AmqpBytes.Skip(message.Span, position);
                yield return message[(end - length)..end];
            }

            position = AmqpBytes.Skip(message.Span, position);
        }
    }

    /// <returns>Whether the body has begun, after which nothing else is looked for.</returns>
    private bool Take(ulong code, int start, int end)
    {
        if (code >= PropertiesCode && BareStart < 0)
        {
            BareStart = start;
        }

        switch (code)
        {
            case HeaderCode:
                Header = start..end;
                return false;
            case DeliveryAnnotationsCode:
                return false;
            case MessageAnnotationsCode:
                MessageAnnotations = start..end;
                return false;
            case PropertiesCode:
                Properties = start..end;
                return false;
            case ApplicationPropertiesCode:
                ApplicationProperties = start..end;
                return false;
            default:
                BodyStart = start;
                return true;
        }
    }
}
