using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace Winnow.Local.Queues.Messages;

/// <summary>Encodes and decodes single AMQP values.</summary>
internal static class AmqpCoding
{
    /// <exception cref="AmqpException">The bytes are no such value.</exception>
    public static T Decode<T>(ReadOnlyMemory<byte> bytes)
        where T : class
    {
        var copy = bytes.ToArray();
        try
        {
            return (T)Encoder.ReadObject(new ByteBuffer(copy, 0, copy.Length, copy.Length));
        }
#pragma warning disable CA1031 // the library throws whatever it comes across in bytes that are wrong
        catch (Exception exception) when (exception is not AmqpException)
#pragma warning restore CA1031
        {
            throw new AmqpException(new Error(ErrorCode.DecodeError) { Description = $"The {typeof(T).Name} of the message cannot be read: {exception.Message}" });
        }
    }

    public static byte[] Encode(object value)
    {
        var buffer = new ByteBuffer(256, true);
        Encoder.WriteObject(buffer, value);
        return buffer.Buffer.AsSpan(buffer.Offset, buffer.Length).ToArray();
    }

    /// <summary>Appends bytes that are encoded already.</summary>
    public static void Append(this ByteBuffer buffer, ReadOnlySpan<byte> bytes)
    {
        buffer.ValidateWrite(bytes.Length);
        bytes.CopyTo(buffer.Buffer.AsSpan(buffer.WritePos));
        buffer.Append(bytes.Length);
    }
}
