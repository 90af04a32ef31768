using System.Buffers.Binary;
using Amqp;
using Amqp.Framing;

namespace Winnow.Local.Queues.Messages;

/// <summary>Finds its way through encoded AMQP values without decoding them (AMQP 1.0, part 1.6).</summary>
internal static class AmqpBytes
{
    public const byte Described = 0x00;
    public const byte SmallULong = 0x53;
    public const byte ULong = 0x80;
    public const byte String8 = 0xa1;
    public const byte String32 = 0xb1;
    public const byte Symbol8 = 0xa3;
    public const byte Symbol32 = 0xb3;

    /// <summary>The position after the value at a position.</summary>
    /// <exception cref="AmqpException">There is no well-formed value.</exception>
    public static int Skip(ReadOnlySpan<byte> bytes, int position)
    {
        while (At(bytes, position) == Described)
        {
            position = SkipPrimitive(bytes, position + 1);
        }

        return SkipPrimitive(bytes, position);
    }

    /// <summary>Reads a descriptor with a numeric code and moves behind it; false when the value there has none.</summary>
    public static bool TryReadDescriptor(ReadOnlySpan<byte> bytes, ref int position, out ulong code)
    {
        code = 0;
        if (At(bytes, position) != Described)
        {
            return false;
        }

        var after = SkipPrimitive(bytes, position + 1);
        switch (bytes[position + 1])
        {
            case SmallULong:
                code = bytes[position + 2];
                break;
            case ULong:
                code = BinaryPrimitives.ReadUInt64BigEndian(bytes[(position + 2)..]);
                break;
            default:
                return false;
        }

        position = after;
        return true;
    }

    /// <summary>The number of items of a list, or of keys and values of a map, and the position of the first; none when it is neither.</summary>
    public static int Items(ReadOnlySpan<byte> bytes, ref int position)
    {
        var end = Skip(bytes, position);
        var (count, first) = bytes[position] switch
        {
            0xc0 or 0xc1 => (bytes[position + 2], position + 3),
            0xd0 or 0xd1 => (BinaryPrimitives.ReadInt32BigEndian(bytes[(position + 5)..]), position + 9),
            _ => (0, position),
        };
        position = first;
        return first <= end ? count : throw Malformed();
    }

    /// <summary>The content of a binary, string or symbol.</summary>
    public static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> bytes, int position)
    {
        var end = SkipPrimitive(bytes, position);
        return (bytes[position] >> 4) switch
        {
            0xa => bytes[(position + 2)..end],
            0xb => bytes[(position + 5)..end],
            _ => throw Malformed(),
        };
    }

    private static int SkipPrimitive(ReadOnlySpan<byte> bytes, int position)
    {
        var after = (At(bytes, position) >> 4) switch
        {
            0x4 => position + 1,
            0x5 => position + 2,
            0x6 => position + 3,
            0x7 => position + 5,
            0x8 => position + 9,
            0x9 => position + 17,
            0xa or 0xc or 0xe => position + 2L + At(bytes, position + 1),
            0xb or 0xd or 0xf => position + 5L + Size(bytes, position + 1),
            _ => throw Malformed(),
        };
        return after <= bytes.Length ? (int)after : throw Malformed();
    }

    private static byte At(ReadOnlySpan<byte> bytes, int position) => position < bytes.Length ? bytes[position] : throw Malformed();

    private static uint Size(ReadOnlySpan<byte> bytes, int position) =>
        position + 4 <= bytes.Length ? BinaryPrimitives.ReadUInt32BigEndian(bytes[position..]) : throw Malformed();

    private static AmqpException Malformed() => new(new Error(ErrorCode.DecodeError) { Description = "The message is not well-formed AMQP 1.0." });
}
