using System.Text;
using Winnow.Core.Formats.Internal;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats;

/// <summary>The rule for text items: valid UTF-8 without NUL. The content is stored and hashed byte for byte as it came, a byte order mark included.</summary>
public static class TextContent
{
    /// <summary>Checks a whole text.</summary>
    /// <returns>Null when it is well-formed; otherwise <see cref="RefusalCodes.InvalidText"/> with the byte offset, or
    /// <see cref="RefusalCodes.TooLarge"/>.</returns>
    /// <param name="name">Path for the refusal.</param>
    /// <param name="content">The whole file.</param>
    /// <param name="maxBytes">Longest accepted text, in bytes.</param>
    public static Refusal? Check(string name, ReadOnlySpan<byte> content, long maxBytes)
    {
        if (content.Length > maxBytes)
        {
            return new(name, RefusalCodes.TooLarge, $"The text has {content.Length:N0} bytes; the limit is {maxBytes:N0}.");
        }

        var nul = content.IndexOf((byte)0);
        if (nul >= 0)
        {
            return new(name, RefusalCodes.InvalidText, $"The text holds a NUL byte at offset {nul}; text has none.");
        }

        var bad = Utf8Text.FirstInvalid(content, isWhole: true);
        return bad < 0
            ? null
            : new(name, RefusalCodes.InvalidText, $"The text is not UTF-8: byte 0x{content[bad]:X2} at offset {bad}. Save it as UTF-8 and drop it again.");
    }

    /// <summary>The text as a string, without its byte order mark.</summary>
    public static string Decode(ReadOnlySpan<byte> content) => Encoding.UTF8.GetString(Utf8Text.WithoutMark(content));
}
