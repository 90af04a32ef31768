using Winnow.Local.Queues.Messages;

namespace Winnow.Local.Queues.Protocol;

/// <summary>Turns the string keys of error information in disposition frames into symbols, in place.</summary>
/// <remarks>
/// The JavaScript client (rhea) writes the reason of a dead letter under string keys, where AMQP demands symbols and AMQPNetLite closes
/// the connection when it finds anything else. The two types differ in one byte.
/// </remarks>
internal static class DispositionKeys
{
    private const ulong Disposition = 0x15;
    private const ulong Rejected = 0x24;
    private const ulong Error = 0x1d;
    private const int StateField = 4;
    private const int InfoField = 2;

    /// <param name="frame">A frame after its size field; it must be well-formed if it is a disposition.</param>
    public static void ToSymbols(Span<byte> frame)
    {
        var position = (frame[0] * 4) - 4;
        if (position + 3 > frame.Length
            || !TryEnter(frame, ref position, Disposition, StateField)
            || !TryEnter(frame, ref position, Rejected, 0)
            || !TryEnter(frame, ref position, Error, InfoField))
        {
            return;
        }

        var keysAndValues = AmqpBytes.Items(frame, ref position);
        for (var pair = 0; pair < keysAndValues / 2; pair++)
        {
            frame[position] = frame[position] switch
            {
                AmqpBytes.String8 => AmqpBytes.Symbol8,
                AmqpBytes.String32 => AmqpBytes.Symbol32,
                var other => other,
            };
            position = AmqpBytes.Skip(frame, AmqpBytes.Skip(frame, position));
        }
    }

    /// <summary>Moves to a field of a described list; false when it is another type or has no such field.</summary>
    private static bool TryEnter(ReadOnlySpan<byte> frame, ref int position, ulong type, int field)
    {
        if (!AmqpBytes.TryReadDescriptor(frame, ref position, out var code) || code != type || AmqpBytes.Items(frame, ref position) <= field)
        {
            return false;
        }

        for (var skipped = 0; skipped < field; skipped++)
        {
            position = AmqpBytes.Skip(frame, position);
        }

        return true;
    }
}
