using Amqp;
using Amqp.Types;

namespace Winnow.Local.Queues.Messages;

/// <summary>Encodes and decodes single AMQP values.</summary>
internal static class AmqpCoding
{
    public static T Decode<T>(ReadOnlyMemory<byte> bytes)
        where T : class
    {
        var copy = bytes.ToArray();
        return (T)Encoder.ReadObject(new ByteBuffer(copy, 0, copy.Length, copy.Length));
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
