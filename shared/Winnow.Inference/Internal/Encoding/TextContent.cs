using System.Text;

namespace Winnow.Inference.Internal.Encoding;

/// <summary>Reads texts: UTF-8, with or without a byte order mark, and UTF-16 with one.</summary>
internal static class TextContent
{
    private static readonly UnicodeEncoding s_littleEndian = new(false, true, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding s_bigEndian = new(true, true, throwOnInvalidBytes: true);

    /// <summary>The text as UTF-8 without a mark. NUL is a character like others.</summary>
    /// <exception cref="InvalidDataException">It is not in such an encoding.</exception>
    public static ReadOnlySpan<byte> ToUtf8(ReadOnlySpan<byte> content)
    {
        // The first could be UTF-16 that begins with NUL, which nobody writes.
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]) || content.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]))
            throw new InvalidDataException("The text is UTF-32. Save it as UTF-8.");
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return FromUtf16(content[2..], s_littleEndian);
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return FromUtf16(content[2..], s_bigEndian);
        var text = content.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? content[3..] : content;
        if (System.Text.Unicode.Utf8.IsValid(text)) return text;
        var offset = FirstInvalid(text);
        throw new InvalidDataException($"The text is not UTF-8: byte 0x{text[offset]:X2} at position {offset} begins no character. Save it as UTF-8.");
    }

    private static byte[] FromUtf16(ReadOnlySpan<byte> content, UnicodeEncoding encoding)
    {
        try
        {
            return System.Text.Encoding.UTF8.GetBytes(encoding.GetString(content));
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException("The text begins like UTF-16 and is damaged: a half of a pair stands alone, or there is an odd number of bytes. Save it as UTF-8.", exception);
        }
    }

    private static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        var offset = 0;
        while (Rune.DecodeFromUtf8(text[offset..], out _, out var length) == System.Buffers.OperationStatus.Done) offset += length;
        return offset;
    }
}
