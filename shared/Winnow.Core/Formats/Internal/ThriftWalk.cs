namespace Winnow.Core.Formats.Internal;

/// <summary>Walks over a value in Thrift's compact protocol and checks that all of its parts lie within the bytes.</summary>
internal ref struct ThriftWalk(ReadOnlySpan<byte> bytes)
{
    private const int MaxDepth = 32;
    private const int MaxVarIntBytes = 10;
    private const int LongCount = 15;

    private ReadOnlySpan<byte> rest = bytes;

    private enum Kind
    {
        Stop,
        True,
        False,
        Byte,
        Int16,
        Int32,
        Int64,
        Double,
        Binary,
        List,
        Set,
        Map,
        Struct,
    }

    /// <summary>Skips a struct.</summary>
    /// <exception cref="FormatException">It is not well formed.</exception>
    public void SkipStruct(int depth)
    {
        if (depth > MaxDepth)
        {
            throw Broken();
        }

        for (var field = Take(1)[0]; field != (byte)Kind.Stop; field = Take(1)[0])
        {
            if (field >> 4 == 0)
            {
                _ = VarInt(); // The id, where it is not the difference to the one before.
            }

            if ((Kind)(field & 15) is not (Kind.True or Kind.False))
            {
                Skip((Kind)(field & 15), depth);
            }
        }
    }

    private void Skip(Kind kind, int depth)
    {
        switch (kind)
        {
            case Kind.True or Kind.False or Kind.Byte:
                Take(1);
                break;
            case Kind.Int16 or Kind.Int32 or Kind.Int64:
                _ = VarInt();
                break;
            case Kind.Double:
                Take(sizeof(double));
                break;
            case Kind.Binary:
                Take(VarInt());
                break;
            case Kind.List or Kind.Set:
                SkipList(depth);
                break;
            case Kind.Struct:
                SkipStruct(depth + 1);
                break;
            default:
                throw Broken(); // Parquet's metadata has no maps.
        }
    }

    private void SkipList(int depth)
    {
        var header = Take(1)[0];
        var count = header >> 4 == LongCount ? VarInt() : (ulong)(header >> 4);
        if (count > (ulong)rest.Length)
        {
            throw Broken();
        }

        for (var index = 0UL; index < count; index++)
        {
            Skip((Kind)(header & 15), depth);
        }
    }

    private ulong VarInt()
    {
        var value = 0UL;
        for (var index = 0; index < MaxVarIntBytes; index++)
        {
            var next = Take(1)[0];
            value |= (ulong)(next & 127) << 7 * index;
            if (next < 128)
            {
                return value;
            }
        }

        throw Broken();
    }

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)rest.Length)
        {
            throw Broken();
        }

        var taken = rest[..(int)count];
        rest = rest[(int)count..];
        return taken;
    }

    private static FormatException Broken() => new("Its metadata is broken.");
}
