using Amqp;
using Amqp.Framing;
using Amqp.Types;
using CsCheck;
using Winnow.Local.Queues.Messages;
using Winnow.Local.Queues.Protocol;
using Winnow.Local.Queues.Storage;

namespace Winnow.Local.Tests.Queues;

/// <summary>The endpoint's view of encoded messages against the library's.</summary>
public sealed class MessageBytesTests
{
    private static readonly Gen<object?> Value = Gen.OneOf(
        Gen.Const((object?)null), Gen.Int.Select(number => (object?)number), Gen.Long.Select(number => (object?)number), Gen.Bool.Select(flag => (object?)flag),
        Gen.String[0, 300].Select(text => (object?)text), Gen.Double.Select(number => (object?)number), Gen.Byte.Array[0, 300].Select(bytes => (object?)bytes));

    private static readonly Gen<Message> SomeMessage = Gen.Select(
        Gen.Bool, Gen.String[1, 30], Gen.Dictionary(Gen.String[1, 20], Value)[0, 5], Gen.OneOf(Value, Gen.Const((object?)"data")), Gen.Bool,
        (hasHeader, id, properties, body, isData) => new Message
        {
            Header = hasHeader ? new Header { Ttl = 1000, Durable = true } : null,
            MessageAnnotations = hasHeader ? new MessageAnnotations { [(Symbol)"x-opt-partition-key"] = id } : null,
            Properties = new Properties { MessageId = id },
            ApplicationProperties = Properties(properties),
            BodySection = isData ? new Data { Binary = body as byte[] ?? [1, 2, 3] } : new AmqpValue { Value = body },
        });

    [Fact]
    public void ReadOne_AnyMessage_KeepsWhatTheEndpointDoesNotChange() => SomeMessage.Sample(message =>
    {
        var read = MessageReader.ReadOne(Bytes(message));

        var again = Decode(read.Body);
        Assert.Equal(message.Properties.MessageId, read.Id);
        Assert.Equal(message.Header is null ? null : 1000L, read.TimeToLive);
        Assert.Equal(message.MessageAnnotations is null, read.Annotations is null);
        Assert.Null(again.Header);
        message.Header = null;
        message.MessageAnnotations = null;
        Assert.Equal(Bytes(message), Bytes(again));
    });

    [Fact]
    public void Encode_AnyMessage_IsWhatTheSenderSentWithHeaderAndAnnotations() => SomeMessage.Sample(message =>
    {
        var read = MessageReader.ReadOne(Bytes(message));
        var stored = new StoredMessage(7, 1, MessageState.Active, read.Body)
        {
            OriginalSequence = 5, Enqueued = 1000, Deliveries = 2, Source = "q", Annotations = read.Annotations,
        };

        var sent = Message.Decode(MessageEncoder.Encode(stored, lockedUntil: 2000));

        Assert.Equal(2u, sent.Header.DeliveryCount);
        Assert.Equal((7L, 5L, "q"), (sent.MessageAnnotations[Annotations.SequenceNumber], sent.MessageAnnotations[Annotations.OriginalSequenceNumber],
            sent.MessageAnnotations[Annotations.DeadLetterSource]));
        Assert.Equal(message.MessageAnnotations?[(Symbol)"x-opt-partition-key"], sent.MessageAnnotations[(Symbol)"x-opt-partition-key"]);
        Assert.Equal(message.Properties.MessageId, sent.Properties.MessageId);
    });

    [Fact]
    public void ApplyTo_AnyMessage_SetsThePropertiesAndLeavesTheRest() => SomeMessage.Sample(message =>
    {
        var body = MessageReader.ReadOne(Bytes(message)).Body;

        var changed = Decode(ApplicationPropertyChanges.DeadLetter("reason", "description").Set("more", 1).ApplyTo(body));

        Assert.Equal("reason", changed.ApplicationProperties["DeadLetterReason"]);
        Assert.Equal(1, changed.ApplicationProperties["more"]);
        Assert.Equal(Bytes(message.BodySection), Bytes(changed.BodySection));
        foreach (var key in message.ApplicationProperties is { } given ? [.. given.Map.Keys] : (object[])[])
        {
            Assert.Equal(message.ApplicationProperties![key], changed.ApplicationProperties[key]);
        }
    });

    [Fact]
    public void Read_MessageWithAByteChanged_IsAMessageThatCanBeDeadLetteredOrRefused() =>
        Gen.Select(SomeMessage, Gen.Int[0, 1000], Gen.Byte).Sample((message, position, value) =>
        {
            var bytes = Bytes(message);
            bytes[position % bytes.Length] = value;
            try
            {
                var body = MessageReader.ReadOne(bytes).Body;
                Assert.NotEmpty(ApplicationPropertyChanges.DeadLetter("reason", null).ApplyTo(body));
            }
            catch (AmqpException exception)
            {
                Assert.NotEmpty(exception.Error.Description);
            }
        });

    [Fact]
    public void Read_AnyBytes_AreAMessageOrRefused() => Gen.Byte.Array[0, 60].Sample(bytes =>
    {
        try
        {
            Assert.NotEmpty(MessageReader.Read(bytes, 0));
        }
        catch (AmqpException exception)
        {
            Assert.NotEmpty(exception.Error.Description);
        }
    });

    [Fact]
    public void ToSymbols_StringKeysOfADeadLetter_BecomeSymbolsAndNothingElseChanges()
    {
        // disposition(role, first, null, settled, rejected(error(symbol, string, {string: string})))
        byte[] info = [0xc1, 8, 2, 0xa1, 1, (byte)'k', 0xa1, 2, (byte)'v', (byte)'w'];
        byte[] error = [0x00, 0x53, 0x1d, 0xc0, (byte)(info.Length + 7), 3, 0xa3, 1, (byte)'c', 0xa1, 1, (byte)'d', .. info];
        byte[] rejected = [0x00, 0x53, 0x24, 0xc0, (byte)(error.Length + 1), 1, .. error];
        byte[] frame = [2, 0, 0, 1, 0x00, 0x53, 0x15, 0xc0, (byte)(rejected.Length + 5), 5, 0x41, 0x43, 0x40, 0x42, .. rejected];
        var expected = frame.ToArray();
        expected[frame.AsSpan().IndexOf(info) + 3] = 0xa3;

        DispositionKeys.ToSymbols(frame);

        Assert.Equal(expected, frame);
    }

    [Fact]
    public void ToSymbols_OtherFrames_StayAsTheyAre() => Gen.Byte.Array[1, 60].Sample(frame =>
    {
        frame[0] = 2;
        if (frame.Length > 6)
        {
            frame[6] = 0x14;
        }

        var before = frame.ToArray();
        try
        {
            DispositionKeys.ToSymbols(frame);
        }
        catch (AmqpException)
        {
            // not even a frame
        }

        Assert.Equal(before, frame);
    });

    private static ApplicationProperties? Properties(Dictionary<string, object?> values)
    {
        var properties = new ApplicationProperties();
        foreach (var (name, value) in values)
        {
            properties[name] = value;
        }

        return values.Count == 0 ? null : properties;
    }

    private static byte[] Bytes(Message message)
    {
        var buffer = message.Encode();
        return buffer.Buffer.AsSpan(buffer.Offset, buffer.Length).ToArray();
    }

    private static byte[] Bytes(object value) => AmqpCoding.Encode(value);

    private static Message Decode(byte[] bytes) => Message.Decode(new ByteBuffer(bytes, 0, bytes.Length, bytes.Length));
}
