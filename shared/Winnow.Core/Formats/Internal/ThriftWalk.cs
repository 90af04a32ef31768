namespace Winnow.Core.Formats.Internal;

/// <summary>Walks over a struct in Thrift's compact protocol: checks that its fields have the types that they should, and that all of it lies within the bytes.</summary>
/// <remarks>
/// A type is one character: <c>i</c> a whole number, <c>y</c> a byte, <c>t</c> a truth value, <c>b</c> a text or bytes, a capital letter the struct of that name,
/// and <c>[</c> before another a list of it. A struct is the types of its fields 1, 2, …; <c>-</c> stands for a number that no field has.
/// </remarks>
/// <param name="bytes">What is walked over.</param>
/// <param name="structs">The structs by name.</param>
internal ref struct ThriftWalk(ReadOnlySpan<byte> bytes, IReadOnlyDictionary<char, string[]> structs)
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
    /// <exception cref="FormatException">It is not as it should be.</exception>
    public void Skip(char name) => SkipStruct(structs[name], depth: 0);

    private void SkipStruct(string[] fields, int depth)
    {
        if (depth > MaxDepth)
        {
            throw Broken();
        }

        var id = 0L;
        for (var field = Take(1)[0]; field != (byte)Kind.Stop; field = Take(1)[0])
        {
            id = field >> 4 == 0 ? Signed(VarInt()) : id + (field >> 4);
            var kind = (Kind)(field & 15);
            var expected = id >= 1 && id <= fields.Length ? fields[id - 1] : throw new FormatException($"Its metadata has a field {id} that is not known.");
            Expect(expected, kind);
            if (kind is not (Kind.True or Kind.False))
            {
                SkipValue(expected, kind, depth); // The value of a truth value is its type.
            }
        }
    }

    private static void Expect(string expected, Kind kind)
    {
        var isRight = expected[0] switch
        {
            'i' => kind is Kind.Int16 or Kind.Int32 or Kind.Int64,
            'y' => kind is Kind.Byte,
            't' => kind is Kind.True or Kind.False,
            'b' => kind is Kind.Binary,
            '[' => kind is Kind.List,
            '-' => false,
            _ => kind is Kind.Struct,
        };
        if (!isRight)
        {
            throw Broken();
        }
    }

    private void SkipValue(string expected, Kind kind, int depth)
    {
        switch (kind)
        {
            case Kind.True or Kind.False or Kind.Byte:
                Take(1);
                break;
            case Kind.Int16 or Kind.Int32 or Kind.Int64:
                _ = VarInt();
                break;
            case Kind.Binary:
                Take(VarInt());
                break;
            case Kind.List:
                SkipList(expected[1..], depth);
                break;
            default:
                SkipStruct(structs[expected[0]], depth + 1);
                break;
        }
    }

    private void SkipList(string expected, int depth)
    {
        if (depth > MaxDepth)
        {
            throw Broken();
        }

        var header = Take(1)[0];
        var (kind, count) = ((Kind)(header & 15), header >> 4 == LongCount ? VarInt() : (ulong)(header >> 4));
        if (count > (ulong)rest.Length)
        {
            throw Broken();
        }

        for (var index = 0UL; index < count; index++)
        {
            Expect(expected, kind);
            SkipValue(expected, kind, depth + 1);
        }
    }

    private static long Signed(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

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
