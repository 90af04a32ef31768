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
    public static Refusal? Check(string name, ReadOnlySpan<byte> content, long maxBytes) => throw new NotImplementedException();

    /// <summary>The text as a string, without its byte order mark.</summary>
    public static string Decode(ReadOnlySpan<byte> content) => throw new NotImplementedException();
}
