namespace Winnow.Core.Formats.Internal;

/// <summary>One 512-byte header of a tar archive.</summary>
/// <remarks>Source: POSIX.1-2017 pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format" (base-256 numbers).</remarks>
internal static class TarHeader
{
    public const int BlockLength = 512;

    /// <summary>Whether a block is a header: its checksum is right. That holds for ustar, pax, GNU and old v7 archives alike.</summary>
    public static bool IsHeader(ReadOnlySpan<byte> block)
    {
        if (block.Length < BlockLength || block[0] == 0 || !TryNumber(block.Slice(148, 8), out var stated))
        {
            return false;
        }

        var sum = 8 * ' ';
        for (var i = 0; i < BlockLength; i++)
        {
            sum += i is >= 148 and < 156 ? 0 : block[i];
        }

        return sum == stated;
    }

    public static char TypeFlag(ReadOnlySpan<byte> block) => (char)block[156];

    public static bool TrySize(ReadOnlySpan<byte> block, out long size) => TryNumber(block.Slice(124, 12), out size) && size >= 0;

    /// <summary>The name, with the ustar prefix before it.</summary>
    public static byte[] Name(ReadOnlySpan<byte> block)
    {
        var name = UntilNul(block[..100]);
        var prefix = block.Slice(257, 6).SequenceEqual("ustar\0"u8) ? UntilNul(block.Slice(345, 155)) : default;
        return prefix.IsEmpty ? name.ToArray() : [.. prefix, (byte)'/', .. name];
    }

    public static ReadOnlySpan<byte> UntilNul(ReadOnlySpan<byte> field)
    {
        var nul = field.IndexOf((byte)0);
        return nul < 0 ? field : field[..nul];
    }

    /// <summary>A number in octal digits, or big-endian binary when the first bit is set.</summary>
    private static bool TryNumber(ReadOnlySpan<byte> field, out long value)
    {
        value = 0;
        if ((field[0] & 0x80) != 0)
        {
            if (field.Length < 12)
            {
                return false;
            }

            foreach (var b in field[^8..])
            {
                value = (value << 8) | b;
            }

            return field[0] == 0x80 && field[1..^8].IndexOfAnyExcept((byte)0) < 0;
        }

        var digits = UntilNul(field).Trim((byte)' ');
        foreach (var b in digits)
        {
            if (b is < (byte)'0' or > (byte)'7')
            {
                return false;
            }

            value = (value << 3) | (uint)(b - '0');
        }

        return !digits.IsEmpty;
    }
}
