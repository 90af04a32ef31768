namespace Winnow.Inference.Internal.Encoding;

/// <summary>Classes of bytes of UTF-8 text.</summary>
internal static class Ascii
{
    public static byte Lower(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;

    public static bool IsWord(byte value) => value >= 0x80 || char.IsAsciiLetterOrDigit((char)value);
}
